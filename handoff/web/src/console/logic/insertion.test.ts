import { expect, test } from "vitest";
import { EMPTY } from "./drafts";
import { inserted } from "./insertion";

const FIRST = { resolution_id: "r1", reply: "Bonjour {first_name}, c’est fait." };
const SECOND = { resolution_id: "r2", reply: "C’est parti." };
const START = { start: 0, end: 0 };

test("into an empty box, the suggestion is the text, its first gap selected", () => {
  const { draft, selection } = inserted(EMPTY, FIRST, START);
  expect(draft.text).toBe(FIRST.reply);
  expect(draft.text.slice(selection.start, selection.end)).toBe("{first_name}");
});

test("without a gap the caret goes to the end of what was inserted", () => {
  const { selection } = inserted(EMPTY, SECOND, START);
  expect(selection).toEqual({ start: SECOND.reply.length, end: SECOND.reply.length });
});

test("another suggestion replaces one left as it was", () => {
  const { draft } = inserted(inserted(EMPTY, FIRST, START).draft, SECOND, START);
  expect(draft.text).toBe(SECOND.reply);
  expect(draft.suggestion?.resolution_id).toBe("r2");
});

test("what the CM wrote is never lost: the suggestion goes in at the caret", () => {
  const written = { ...EMPTY, text: "Je regarde.\n\nÀ bientôt" };
  const { draft } = inserted(written, SECOND, { start: 13, end: 13 });
  expect(draft.text).toBe("Je regarde.\n\nC’est parti.À bientôt");
});

test("a suggestion that the CM has edited counts as their own words", () => {
  const edited = { ...inserted(EMPTY, SECOND, START).draft, text: "C’est parti, enfin !" };
  const { draft } = inserted(edited, FIRST, { start: 20, end: 20 });
  expect(draft.text).toBe(`C’est parti, enfin !${FIRST.reply}`);
});
