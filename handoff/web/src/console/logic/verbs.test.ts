import { expect, test } from "vitest";
import type { Row } from "../../protocol/console";
import type { Action } from "./keys";
import { closingOutcomes, possible } from "./verbs";

const CM = { id: "me", role: "cm" } as const;

function verbs(over: Pick<Row, "owner"> & Partial<Row>, me: Parameters<typeof possible>[1] = CM): Action[] {
  const allowed = possible({ cm: null, ...over } as Row, me);
  return [...allowed].filter((verb) => !["note", "history", "panel"].includes(verb));
}

test("a waiting conversation is claimed, one with the bot is taken over", () => {
  expect(verbs({ owner: "waiting" })).toEqual(["claim"]);
  expect(verbs({ owner: "bot" })).toEqual(["takeOver"]);
});

test("only who owns a conversation answers, hands back, transfers and closes", () => {
  expect(verbs({ owner: "cm", cm: { id: "me", name: "Camille" } })).toEqual([
    "reply",
    "dress",
    "handBack",
    "transfer",
    "close",
  ]);
  expect(verbs({ owner: "cm", cm: { id: "other", name: "Yanis" } })).toEqual([]);
});

test("a supervisor may take over from a colleague", () => {
  const colleague = { owner: "cm", cm: { id: "other", name: "Yanis" } } as const;
  expect(verbs(colleague, { id: "me", role: "supervisor" })).toEqual(["takeOver"]);
});

test("a closed conversation takes a note and nothing else", () => {
  expect(verbs({ owner: "closed" })).toEqual([]);
  expect(possible({ owner: "closed" } as Row, CM).has("note")).toBe(true);
});

test("with an open case the promise is proposed, else that it is resolved", () => {
  expect(closingOutcomes(true)[0]).toBe("promised");
  expect(closingOutcomes(false)[0]).toBe("resolved_by_cm");
  expect([...closingOutcomes(true)].sort()).toEqual([...closingOutcomes(false)].sort());
});
