import { expect, test } from "vitest";
import { Memory } from "./memory";
import { Outbox } from "./outbox";
import { emptyStorage } from "./testing/storage";

const outgoing = (id: string, at = "2026-03-02T10:00:00.000Z") => ({ id, text: `text ${id}`, button: null, at, refused: null });
const texts = (outbox: Outbox): string[] => outbox.all.map(({ text }) => text);

test("what was not yet stored is there again after a reload, in order", () => {
  const storage = emptyStorage();
  const before = new Outbox(new Memory("demo", () => storage));
  for (const id of ["a", "b", "c"]) before.add(outgoing(id));
  before.add(outgoing("early", "2026-03-02T09:00:00.000Z"));
  expect(texts(new Outbox(new Memory("demo", () => storage)))).toEqual(["text early", "text a", "text b", "text c"]);
});

test("what is stored does not come back after a reload", () => {
  const storage = emptyStorage();
  const before = new Outbox(new Memory("demo", () => storage));
  before.add(outgoing("a"));
  before.add(outgoing("b"));
  expect(before.take("a")?.text).toBe("text a");
  expect(before.take("a")).toBeNull();
  expect(texts(new Outbox(new Memory("demo", () => storage)))).toEqual(["text b"]);
});

test("two tabs that write at once keep both messages", () => {
  const storage = emptyStorage();
  const [one, other] = [new Outbox(new Memory("demo", () => storage)), new Outbox(new Memory("demo", () => storage))];
  one.add(outgoing("one"));
  other.add(outgoing("other"));
  one.reload();
  expect(texts(one)).toEqual(["text one", "text other"]);
});

test("a refused message keeps its reason over a reload, and is not sent again", () => {
  const storage = emptyStorage();
  const before = new Outbox(new Memory("demo", () => storage));
  before.add(outgoing("a"));
  before.refuse("a", "message_too_long");
  const after = new Outbox(new Memory("demo", () => storage));
  expect(after.all[0]?.refused).toBe("message_too_long");
  expect(after.unsent).toEqual([]);
});

test("brands of one page do not read each other's messages", () => {
  const storage = emptyStorage();
  new Outbox(new Memory("demo", () => storage)).add(outgoing("a"));
  expect(new Outbox(new Memory("kiosque", () => storage)).all).toEqual([]);
});

test("what somebody else left under our keys is passed over", () => {
  const storage = emptyStorage();
  storage.setItem("relais:demo:out:1", "{broken");
  storage.setItem("relais:demo:out:2", "null");
  storage.setItem("relais:demo:out:3", '{"id":1}');
  expect(new Outbox(new Memory("demo", () => storage)).all).toEqual([]);
});

test("a browser that refuses storage still sends", () => {
  const refuses = (): Storage => {
    throw new DOMException("denied", "SecurityError");
  };
  const outbox = new Outbox(new Memory("demo", refuses));
  outbox.add(outgoing("a"));
  expect(texts(outbox)).toEqual(["text a"]);
});
