import { describe, expect, test } from "vitest";
import type { CustomerEvent, CustomerMessage, OwnerChange } from "../protocol/widget";
import type { Pending } from "./session";
import { timeline, type Item } from "./timeline";

let number = 0;

function message(author: CustomerMessage["author"], text: string, more: Partial<CustomerMessage> = {}): CustomerMessage {
  number += 1;
  return { number, kind: "message", author, name: null, text, buttons: [], card: null, code: null, at: "2026-03-02T10:00:00Z", id: null, ...more };
}

function owner(to: OwnerChange["owner"]): OwnerChange {
  number += 1;
  return { number, kind: "owner", owner: to, name: null, at: "2026-03-02T10:00:00Z" };
}

function pending(text: string, refused: string | null = null): Pending {
  return { id: text, text, button: null, at: "2026-03-02T10:00:00Z", refused, stored: false };
}

const asks = (): CustomerMessage => message("bot", "Que faire ?", { buttons: [{ id: "1.0", title: "Enquête" }, { id: "1.1", title: "Humain" }] });

function messages(events: CustomerEvent[], outgoing: Pending[] = []): Extract<Item, { kind: "message" }>[] {
  return timeline(events, outgoing).filter((item) => item.kind === "message");
}

describe("buttons", () => {
  test("are open while they are the last question", () => {
    expect(messages([asks()])[0]?.open).toBe(true);
    expect(messages([asks(), message("bot", "Prenez votre temps.")])[0]?.open).toBe(true);
  });

  test("close once the customer answered, and show which one was chosen", () => {
    const [question] = messages([asks(), message("customer", "Humain")]);
    expect(question?.open).toBe(false);
    expect(question?.chosen).toBe("1.1");
  });

  test("close with an answer that is still on its way, and open again when it is refused", () => {
    expect(messages([asks()], [pending("Enquête")])[0]).toMatchObject({ open: false, chosen: "1.0" });
    expect(messages([asks()], [pending("Enquête", "bad_frame")])[0]).toMatchObject({ open: true, chosen: null });
  });

  test("close when another question is asked or somebody else takes over", () => {
    expect(messages([asks(), asks()]).map((item) => item.open)).toEqual([false, true]);
    expect(messages([asks(), owner("waiting")])[0]?.open).toBe(false);
  });
});

test("the name is shown once for messages that belong together", () => {
  const items = messages([
    message("bot", "un"),
    message("bot", "deux"),
    message("customer", "trois"),
    message("bot", "quatre", { at: "2026-03-02T10:20:00Z" }),
    message("bot", "cinq", { at: "2026-03-02T10:40:00Z" }),
  ]);
  expect(items.map(({ first, last }) => [first, last])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
    [true, true],
  ]);
});

test("of the places told in one wait only the newest stays", () => {
  const place = (text: string): CustomerMessage => message("service", text, { code: "place" });
  const items = messages([owner("waiting"), place("3e"), place("2e"), owner("cm"), message("cm", "Bonjour"), owner("waiting"), place("1re")]);
  expect(items.map((item) => item.message.text)).toEqual(["2e", "Bonjour", "1re"]);
});

test("each day begins with its date", () => {
  const items = timeline([message("bot", "lundi"), message("bot", "mardi", { at: "2026-03-03T10:00:00Z" })], []);
  expect(items.map((item) => item.kind)).toEqual(["day", "message", "day", "message"]);
});

test("what is not the customer's to see leaves no trace", () => {
  expect(timeline([{ number: 1, kind: "hidden" }], [])).toEqual([]);
});
