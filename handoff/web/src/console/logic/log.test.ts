import { expect, test } from "vitest";
import type { CmEvent } from "../../protocol/console";
import { apply, head } from "./log";

function event(number: number): CmEvent {
  return {
    number,
    kind: "message",
    author: "customer",
    author_id: null,
    name: null,
    at: "2026-11-22T09:00:00Z",
    episode: 1,
    stint: 1,
    body: { text: `n° ${number}` },
  };
}

const numbers = (log: readonly CmEvent[]): number[] => log.map((one) => one.number);

test("events that follow are added", () => {
  const { log, missingAfter } = apply([event(1)], [event(2), event(3)]);
  expect(numbers(log)).toEqual([1, 2, 3]);
  expect(missingAfter).toBeNull();
});

test("an event shown already is not shown twice", () => {
  const known = [event(1), event(2)];
  const { log } = apply(known, [event(2)]);
  expect(log).toBe(known);
});

test("an event whose predecessor is missing waits, and says from where to fetch", () => {
  const { log, missingAfter } = apply([event(1)], [event(4)]);
  expect(numbers(log)).toEqual([1]);
  expect(missingAfter).toBe(1);
});

test("what comes before a gap is kept, what comes after it waits", () => {
  const { log, missingAfter } = apply([event(1)], [event(2), event(4)]);
  expect(numbers(log)).toEqual([1, 2]);
  expect(missingAfter).toBe(2);
});

test("events that arrive out of order are read in order", () => {
  const { log, missingAfter } = apply([], [event(3), event(1), event(2)]);
  expect(numbers(log)).toEqual([1, 2, 3]);
  expect(missingAfter).toBeNull();
});

test("an empty log has head 0", () => {
  expect(head([])).toBe(0);
  expect(head([event(1), event(2)])).toBe(2);
});
