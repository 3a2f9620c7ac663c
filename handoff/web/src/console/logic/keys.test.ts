import { expect, test } from "vitest";
import { ACTIONS, type Key, action, isSend, rejectionKey, revision, suggestionKey } from "./keys";

function key(key: string, code: string, held: Partial<Record<"ctrl" | "alt" | "meta" | "shift" | "altGr", boolean>> = {}): Key {
  return {
    key,
    code,
    ctrlKey: held.ctrl ?? false,
    altKey: held.alt ?? false,
    metaKey: held.meta ?? false,
    shiftKey: held.shift ?? false,
    getModifierState: (modifier) => modifier === "AltGraph" && (held.altGr ?? false),
  };
}

test("Ctrl or Alt with the physical digit inserts a suggestion on QWERTY and on AZERTY", () => {
  expect(suggestionKey(key("1", "Digit1", { ctrl: true }))).toBe(0);
  expect(suggestionKey(key("é", "Digit2", { ctrl: true }))).toBe(1);
  expect(suggestionKey(key('"', "Digit3", { alt: true }))).toBe(2);
});

test("typing “1 colis” inserts nothing, with Shift on AZERTY or without", () => {
  expect(suggestionKey(key("1", "Digit1"))).toBeNull();
  expect(suggestionKey(key("1", "Digit1", { shift: true }))).toBeNull();
});

test("AltGr characters of AZERTY (Ctrl and Alt at once on Windows) insert nothing", () => {
  expect(suggestionKey(key("~", "Digit2", { ctrl: true, alt: true }))).toBeNull();
  expect(suggestionKey(key("#", "Digit3", { altGr: true, alt: true }))).toBeNull();
});

test("there are three suggestions", () => {
  expect(suggestionKey(key("4", "Digit4", { ctrl: true }))).toBeNull();
});

test("Ctrl+Enter sends, Cmd+Enter too, Enter alone is a new line", () => {
  expect(isSend(key("Enter", "Enter", { ctrl: true }))).toBe(true);
  expect(isSend(key("Enter", "Enter", { meta: true }))).toBe(true);
  expect(isSend(key("Enter", "Enter"))).toBe(false);
});

test("letters act outside text fields and are text inside them", () => {
  expect(action(key("n", "KeyN"), false)).toBe("next");
  expect(action(key("n", "KeyN"), true)).toBeNull();
});

test("the browser's own shortcuts stay the browser's", () => {
  expect(action(key("n", "KeyN", { ctrl: true }), false)).toBeNull();
  expect(action(key("r", "KeyR", { meta: true }), false)).toBeNull();
});

test("views are reached by physical digits, whatever AZERTY prints there", () => {
  expect(action(key("&", "Digit1"), false)).toBe("waiting");
  expect(action(key("2", "Digit2"), false)).toBe("mine");
  expect(action(key("-", "Digit6"), false)).toBe("cases");
  expect(action(key("è", "Digit7"), false)).toBe("resolutions");
  expect(action(key("_", "Digit8"), false)).toBe("steering");
});

test("letters follow the layout, not the place: “A” of AZERTY is no “Q”", () => {
  expect(action(key("x", "KeyX"), false)).toBe("transfer");
  expect(action(key("m", "Semicolon"), false)).toBe("note");
});

test("Alt+Shift with a digit begins to reject a suggestion, and inserts none", () => {
  const pressed = key("&", "Digit1", { alt: true, shift: true });
  expect(rejectionKey(pressed)).toBe(0);
  expect(suggestionKey(pressed)).toBeNull();
  expect(rejectionKey(key("1", "Digit1", { alt: true }))).toBeNull();
  expect(rejectionKey(key("4", "Digit4", { alt: true, shift: true }))).toBeNull();
});

test("letters revise the resolution that is open, outside text fields", () => {
  expect(revision(key("e", "KeyE"), false)).toBe("edit");
  expect(revision(key("/", "Period", { shift: true }), false)).toBe("search");
  expect(revision(key("e", "KeyE"), true)).toBeNull();
  expect(revision(key("e", "KeyE", { ctrl: true }), false)).toBeNull();
});

test("no two actions share a key", () => {
  const keys = Object.values(ACTIONS);
  expect(new Set(keys).size).toBe(keys.length);
});
