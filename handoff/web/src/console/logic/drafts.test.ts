import { expect, test } from "vitest";
import { attempted, Drafts, EMPTY, suggestionUsed, type Draft } from "./drafts";

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => {
      kept.clear();
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => {
      kept.set(name, value);
    },
    removeItem: (name) => {
      kept.delete(name);
    },
  };
}

const draft = (text: string): Draft => ({ ...EMPTY, text });

test("a draft is there again after a reload", () => {
  const browser = storage();
  new Drafts(browser, "camille").write("c1", "reply", draft("Bonjour"));
  expect(new Drafts(browser, "camille").read("c1", "reply").text).toBe("Bonjour");
});

test("conversations, replies and notes, and persons keep theirs apart", () => {
  const browser = storage();
  const mine = new Drafts(browser, "camille");
  mine.write("c1", "reply", draft("au client"));
  mine.write("c1", "note", draft("entre nous"));
  expect(mine.read("c1", "reply").text).toBe("au client");
  expect(mine.read("c1", "note").text).toBe("entre nous");
  expect(mine.read("c2", "reply")).toEqual(EMPTY);
  expect(new Drafts(browser, "yanis").read("c1", "reply")).toEqual(EMPTY);
});

test("an emptied draft leaves nothing behind", () => {
  const browser = storage();
  const drafts = new Drafts(browser, "camille");
  drafts.write("c1", "reply", draft("x"));
  drafts.write("c1", "reply", EMPTY);
  expect(browser.length).toBe(0);
});

test("a browser that keeps nothing does not stop anybody from writing", () => {
  const full = storage();
  full.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const drafts = new Drafts(full, "camille");
  expect(() => {
    drafts.write("c1", "reply", draft("x"));
  }).not.toThrow();
  expect(drafts.read("c1", "reply")).toEqual(EMPTY);
});

test("a draft that cannot be read any more is an empty one", () => {
  const browser = storage();
  browser.setItem("relais.draft.camille.c1.reply", "{not json");
  browser.setItem("relais.draft.camille.c2.reply", "null");
  const drafts = new Drafts(browser, "camille");
  expect(drafts.read("c1", "reply")).toEqual(EMPTY);
  expect(drafts.read("c2", "reply")).toEqual(EMPTY);
});

test("sending the same text again uses the same id, so that it cannot arrive twice", () => {
  const ids = ["a", "b"];
  const first = attempted(draft("Bonjour "), () => ids.shift() ?? "");
  const again = attempted({ ...first, text: "Bonjour" }, () => ids.shift() ?? "");
  expect(again.attempt).toEqual({ clientId: "a", text: "Bonjour" });
});

test("a changed text is another message", () => {
  const ids = ["a", "b"];
  const first = attempted(draft("Bonjour"), () => ids.shift() ?? "");
  expect(attempted({ ...first, text: "Bonsoir" }, () => ids.shift() ?? "").attempt.clientId).toBe("b");
});

test("the service learns whether a suggestion was sent as it was", () => {
  const suggestion = { resolution_id: "r1", reply: "Bonjour,\n\nC’est fait." };
  const as = (text: string): Draft => ({ text, suggestion, attempt: null });
  expect(suggestionUsed(as("Bonjour,\n\nC’est fait.\n"))).toEqual({ resolution_id: "r1", edited: false });
  expect(suggestionUsed(as("C’est fait."))).toEqual({ resolution_id: "r1", edited: true });
  expect(suggestionUsed(draft("C’est fait."))).toBeNull();
});
