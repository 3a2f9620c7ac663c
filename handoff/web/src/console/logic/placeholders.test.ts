import { expect, test } from "vitest";
import { next, pieces, renamed, scan } from "./placeholders";

const REPLY = "Bonjour {first_name}, le colis {tracking_number} arrive {…}.";

test("every gap of a reply is found, the bare one too", () => {
  expect(scan(REPLY).map((gap) => REPLY.slice(gap.start, gap.end))).toEqual([
    "{first_name}",
    "{tracking_number}",
    "{…}",
  ]);
});

test("a gap called by its words is a gap still, and keeps its place", () => {
  const worded = renamed(REPLY, (name) => (name === "tracking_number" ? "n° de suivi" : name));
  expect(worded).toBe("Bonjour {first_name}, le colis {n° de suivi} arrive {…}.");
  expect(scan(worded).map((gap) => gap.name)).toEqual(["first_name", "n° de suivi", "…"]);
});

test("a text without gaps may be sent", () => {
  expect(scan("Votre commande {20417} et {} et { first_name } et :-}")).toEqual([]);
});

test("Tab goes from gap to gap and leaves after the last", () => {
  const [first, second, third] = scan(REPLY);
  expect(next(REPLY, { start: 0, end: 0 })).toEqual(first);
  expect(next(REPLY, first ?? { start: 0, end: 0 })).toEqual(second);
  expect(next(REPLY, second ?? { start: 0, end: 0 })).toEqual(third);
  expect(next(REPLY, third ?? { start: 0, end: 0 })).toBeNull();
});

test("Tab from the end of the text comes back to the first gap", () => {
  expect(next(REPLY, { start: REPLY.length, end: REPLY.length })?.name).toBe("first_name");
});

test("Shift+Tab goes backwards and leaves before the first", () => {
  const [first, second] = scan(REPLY);
  expect(next(REPLY, second ?? { start: 0, end: 0 }, true)).toEqual(first);
  expect(next(REPLY, first ?? { start: 0, end: 0 }, true)).toBeNull();
  expect(next(REPLY, { start: REPLY.length, end: REPLY.length }, true)?.name).toBe("…");
});

test("Tab leaves a text without gaps", () => {
  expect(next("Bonjour", { start: 3, end: 3 })).toBeNull();
});

test("the pieces of a text make the text again", () => {
  const cut = pieces(REPLY);
  expect(cut.map((piece) => piece.text).join("")).toBe(REPLY);
  expect(cut.filter((piece) => piece.gap)).toHaveLength(3);
});
