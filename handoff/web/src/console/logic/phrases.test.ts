import { expect, test } from "vitest";
import type { Phrase } from "../../protocol/console";
import { compared, found, placeholders } from "./phrases";

const PHRASES: Phrase[] = [
  { response: "utter_human_asked", language: "fr", text: "Je vous passe un conseiller.", wording: null },
  { response: "utter_human_asked", language: "en", text: "I'm passing you to a colleague.", wording: null },
  {
    response: "utter_case_lost",
    language: "fr",
    text: "Le dossier {case_number} est ouvert.",
    wording: "C’est noté : dossier {case_number}, réglé d’ici le {case_date}.",
  },
];

const names = (search: string, changed = false): string[] =>
  found(PHRASES, "fr", search, changed).map(({ response }) => response);

test("a phrase is found by its words, whatever the accents, capitals and apostrophes", () => {
  expect(names("REGLE d'ici")).toEqual(["utter_case_lost"]);
  expect(names("dossier human")).toEqual([]);
});

test("a phrase is found by what it says now, and by its name", () => {
  expect(names("est ouvert")).toEqual([]);
  expect(names("case lost")).toEqual(["utter_case_lost"]);
  expect(names("utter_human")).toEqual(["utter_human_asked"]);
});

test("without a search all of one language are shown, or those that the brand has changed", () => {
  expect(names("")).toEqual(["utter_human_asked", "utter_case_lost"]);
  expect(names(" ", true)).toEqual(["utter_case_lost"]);
});

test("what the bot cannot fill in is told apart from what the new text leaves out", () => {
  expect(compared("Dossier {number} pour {first_name}", "Dossier {case_number}, {first_name}")).toEqual({
    unknown: ["{number}"],
    unused: ["{case_number}"],
  });
  expect(placeholders("{a} {b} {a} { c } {D}")).toEqual(["{a}", "{b}"]);
});
