import { expect, test } from "vitest";
import { languageOf } from "./language";

test.each([
  ["fr", "fr"],
  ["FR-ca", "fr"],
  ["en-GB", "en"],
  ["de", null],
  ["french", null],
  ["", null],
  [undefined, null],
])("the language of %s is %s", (tag, language) => {
  expect(languageOf(tag)).toBe(language);
});
