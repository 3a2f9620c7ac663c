import { expect, test } from "vitest";
import type { Row } from "../../protocol/console";
import { belongs, neighbour, newer, ordered, reconciled, title } from "./inbox";

const ME = "me";

function row(id: string, over: Partial<Row> = {}): Row {
  return {
    id,
    brand: "demo",
    customer: { id: `customer-${id}`, name: null, verified: false },
    owner: "waiting",
    cm: null,
    team: "customer_care",
    urgency: "normal",
    language: "fr",
    topic: null,
    reason: "asked_human",
    waiting_since: "2026-11-22T09:00:00Z",
    deadline: "2026-11-22T09:10:00Z",
    last: { author: "customer", text: "?", at: "2026-11-22T09:00:00Z" },
    version: 2,
    episode: 1,
    head: 3,
    outcome: null,
    updated_at: "2026-11-22T09:00:00Z",
    ...over,
  };
}

const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);
const known = (...rows: Row[]): Map<string, Row> => new Map(rows.map((one) => [one.id, one]));

test("what waits is read by deadline, the earliest first", () => {
  const rows = [
    row("late", { deadline: "2026-11-22T09:30:00Z" }),
    row("soon", { deadline: "2026-11-22T09:05:00Z" }),
    row("none", { deadline: null }),
  ];
  expect(ids(ordered(rows, "waiting", ME, null))).toEqual(["soon", "late", "none"]);
});

test("with the same deadline the more urgent comes first, then who waits longer", () => {
  const rows = [
    row("new", { waiting_since: "2026-11-22T09:05:00Z" }),
    row("old"),
    row("critical", { urgency: "critical", waiting_since: "2026-11-22T09:06:00Z" }),
  ];
  expect(ids(ordered(rows, "waiting", ME, null))).toEqual(["critical", "old", "new"]);
});

test("of my own, those where the customer waits come first, who waits longest on top", () => {
  const mine = { owner: "cm", cm: { id: ME, name: "Camille" } } as const;
  const rows = [
    row("answered", { ...mine, last: { author: "cm", text: "", at: "2026-11-22T09:09:00Z" } }),
    row("waits", { ...mine, last: { author: "customer", text: "", at: "2026-11-22T09:08:00Z" } }),
    row("waits longer", { ...mine, last: { author: "customer", text: "", at: "2026-11-22T09:01:00Z" } }),
  ];
  expect(ids(ordered(rows, "mine", ME, null))).toEqual(["waits longer", "waits", "answered"]);
});

test("a view holds what is its own, of the brand chosen", () => {
  const rows = [row("a"), row("b", { owner: "bot" }), row("c", { brand: "kiosque" })];
  expect(ids(ordered(rows, "waiting", ME, "kiosque"))).toEqual(["c"]);
  expect(ids(ordered(rows, "bot", ME, null))).toEqual(["b"]);
});

test("a colleague's conversation is not mine", () => {
  expect(belongs(row("a", { owner: "cm", cm: { id: "other", name: "Yanis" } }), "mine", ME)).toBe(false);
  expect(belongs(row("a", { owner: "cm", cm: { id: ME, name: "Camille" } }), "mine", ME)).toBe(true);
});

test("a frame that arrives late does not bring back an older state", () => {
  const claimed = row("a", { owner: "cm", version: 3 });
  expect(newer(claimed, row("a", { version: 2, head: 9 }))).toBe(claimed);
  expect(newer(row("a", { head: 3 }), row("a", { head: 4 })).head).toBe(4);
});

test("a row that the service no longer lists leaves its view, others stay", () => {
  const rows = known(row("gone"), row("kept"), row("bot", { owner: "bot" }));
  const after = reconciled(rows, [row("kept"), row("new")], "waiting", ME, true);
  expect([...after.keys()].sort()).toEqual(["bot", "kept", "new"]);
});

test("a first page of several says nothing about rows further down", () => {
  const after = reconciled(known(row("further")), [row("top")], "waiting", ME, false);
  expect([...after.keys()].sort()).toEqual(["further", "top"]);
});

test("the arrows move along the list and stop at its ends", () => {
  const rows = [row("a"), row("b")];
  expect(neighbour(rows, null, 1)?.id).toBe("a");
  expect(neighbour(rows, "a", 1)?.id).toBe("b");
  expect(neighbour(rows, "b", 1)?.id).toBe("b");
  expect(neighbour(rows, "a", -1)?.id).toBe("a");
  expect(neighbour([], "a", 1)).toBeNull();
});

test("the window's title counts who waits", () => {
  expect(title({ waiting: 3, mine: 1, bot: 9 })).toBe("(3) Relais");
  expect(title({ waiting: 0, mine: 1, bot: 9 })).toBe("Relais");
});
