import { expect, test } from "vitest";
import type { CmEvent, OwnerBody } from "../../protocol/console";
import type { Author } from "../../protocol/conversation";
import { digest, hadCm, stretches, type Stretch } from "./timeline";

let number = 0;

function base(author: Author, minute: number): Omit<CmEvent, "kind" | "body"> {
  number += 1;
  const at = `2026-11-22T09:${String(minute).padStart(2, "0")}:00Z`;
  return { number, author, author_id: null, name: null, at, episode: 1, stint: 1 };
}

const said = (author: Author, text: string, minute = 0): CmEvent => ({
  ...base(author, minute),
  kind: "message",
  body: { text },
});

const owned = (move: string, from: OwnerBody["from"], to: OwnerBody["to"]): CmEvent => ({
  ...base("service", 5),
  kind: "owner",
  body: { move, from, to, version: 2 },
});

const oneDay = (): string => "2026-11-22";
const kinds = (stretch: Stretch | undefined): string[] => stretch?.items.map((item) => item.kind) ?? [];

test("the bot's part ends before the reason why a human was called", () => {
  const parts = stretches(
    [said("customer", "Bonjour"), said("bot", "Bonjour, je suis un bot"), owned("escalate", "bot", "waiting"), said("cm", "Me voici")],
    oneDay,
  );
  expect(parts.map(({ byBot }) => byBot)).toEqual([true, false]);
  expect(kinds(parts[0])).toEqual(["day", "message", "message"]);
  expect(kinds(parts[1])).toEqual(["owner", "message"]);
});

test("what was erased in a row is one line, and breaks nothing that reads the words", () => {
  const erased = (author: Author): CmEvent => ({ ...base(author, 1), kind: "erased", body: {} });
  const parts = stretches([erased("customer"), erased("bot"), owned("escalate", "bot", "waiting"), erased("cm")], oneDay);
  expect(parts.map(kinds)).toEqual([["day", "erased"], ["owner", "erased"]]);
  expect(parts.map(digest)).toEqual([null, null]);
});

test("after a hand-back the bot has a part of its own again", () => {
  const parts = stretches(
    [said("customer", "a"), owned("take_over", "bot", "cm"), said("cm", "b"), owned("hand_back", "cm", "bot"), said("bot", "c")],
    oneDay,
  );
  expect(parts.map(({ byBot }) => byBot)).toEqual([true, false, true]);
});

test("facts and spans of work are kept out of the reading", () => {
  const facts: CmEvent = { ...base("bot", 1), kind: "facts", body: { order_number: "20417" } };
  expect(kinds(stretches([said("customer", "a"), facts], oneDay)[0])).toEqual(["day", "message"]);
});

test("a run of messages names its speaker once, until some minutes pass", () => {
  const [part] = stretches(
    [said("customer", "a", 0), said("customer", "b", 1), said("customer", "c", 9), said("bot", "d", 9)],
    oneDay,
  );
  const firsts = part?.items.map((item) => (item.kind === "message" ? item.first : null));
  expect(firsts).toEqual([null, true, false, true, true]);
});

test("a new day begins with its name", () => {
  const days = ["a", "a", "b"];
  const [part] = stretches([said("customer", "1"), said("customer", "2"), said("customer", "3")], () => days.shift() ?? "");
  expect(kinds(part)).toEqual(["day", "message", "message", "day", "message"]);
});

test("a folded part tells what the customer came with and what they said last", () => {
  const [part] = stretches(
    [said("customer", "Bonjour"), said("customer", "mon colis est perdu"), said("bot", "Votre numéro ?"), said("customer", "un humain svp")],
    oneDay,
  );
  expect(part && digest(part)).toMatchObject({
    messages: 4,
    opening: "mon colis est perdu",
    latest: "un humain svp",
  });
});

test("one message alone is not quoted twice", () => {
  const [part] = stretches([said("customer", "salut")], oneDay);
  expect(part && digest(part)).toMatchObject({ opening: "salut", latest: null });
});

test("a conversation closed by a CM stays folded, one that only the bot had does not", () => {
  expect(hadCm([said("customer", "a"), owned("close", "bot", "closed")])).toBe(false);
  expect(hadCm([owned("claim", "waiting", "cm"), owned("close", "cm", "closed")])).toBe(true);
});

test("what a CM did in an earlier episode does not fold the present one", () => {
  const reopened: CmEvent = { ...owned("reopen", "closed", "bot"), episode: 2 };
  expect(hadCm([owned("claim", "waiting", "cm"), reopened])).toBe(false);
});
