import { expect, test } from "vitest";
import type { Case } from "../../protocol/console";
import { beside, inOrder, standing } from "./cases";

const NOW = new Date("2026-11-22T12:00:00Z");

function promised(number: string, due_at: string, closed_at: string | null = null): Case {
  return {
    number,
    kind: "lost_parcel",
    due_at,
    status: closed_at === null ? "open" : "closed",
    brand: "demo",
    conversation: "c1",
    team: "customer_care",
    order_number: "20417",
    tracking_number: null,
    filed_with_carrier: false,
    carrier_reference: null,
    summary: null,
    created_at: "2026-11-20T12:00:00Z",
    closed_at,
  };
}

const numbers = (cases: readonly Case[]): string[] => cases.map(({ number }) => number);

test("what is due first comes first, whichever offset its moment is written in", () => {
  const cases = [promised("D-1", "2026-11-23T08:00:00Z"), promised("D-2", "2026-11-23T08:30:00+01:00")];
  expect(numbers(inOrder(cases, "open"))).toEqual(["D-2", "D-1"]);
});

test("closed cases begin with the one closed last, whenever it was due", () => {
  const cases = [
    promised("D-1", "2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z"),
    promised("D-2", "2026-11-09T08:00:00Z", "2026-11-04T08:00:00Z"),
    promised("D-3", "2026-11-03T08:00:00Z", "2026-11-21T08:00:00Z"),
  ];
  expect(numbers(inOrder(cases, "closed"))).toEqual(["D-3", "D-2", "D-1"]);
});

test("a promise is overdue once its moment has passed, and only while it is open", () => {
  expect(standing(promised("D-1", "2026-11-22T11:59:59Z"), NOW)).toBe("overdue");
  expect(standing(promised("D-1", "2026-11-22T12:00:00Z"), NOW)).toBe("soon");
  expect(standing(promised("D-1", "2026-11-23T11:59:00Z"), NOW)).toBe("soon");
  expect(standing(promised("D-1", "2026-11-23T12:00:00Z"), NOW)).toBe("later");
  expect(standing(promised("D-1", "2026-11-01T08:00:00Z", "2026-11-21T08:00:00Z"), NOW)).toBe("closed");
});

test("keys move along the list, stop at its ends, and begin at its first", () => {
  const cases = [promised("D-1", "2026-11-23T08:00:00Z"), promised("D-2", "2026-11-24T08:00:00Z")];
  expect(beside(cases, null, 1)).toBe("D-1");
  expect(beside(cases, "D-1", 1)).toBe("D-2");
  expect(beside(cases, "D-2", 1)).toBe("D-2");
  expect(beside(cases, "D-1", -1)).toBe("D-1");
  expect(beside(cases, "gone", -1)).toBe("D-1");
  expect(beside([], null, 1)).toBeNull();
});
