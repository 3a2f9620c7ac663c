import type { Phrase } from "../../protocol/console";
import type { Language } from "../../protocol/conversation";

/** Characters of a wording, as the service counts them. */
export const LONGEST_WORDING = 1000;

/** What the service takes for a placeholder of the bot. */
const PLACEHOLDER = /\{[a-z_]+\}/gu;

/** `{order_number}` and the like, each once, in the order of the text. */
export function placeholders(text: string): string[] {
  return [...new Set(text.match(PLACEHOLDER))];
}

/** Placeholders that the bot cannot fill in there, and those of the trained text that are not used. */
export function compared(text: string, trained: string): { unknown: string[]; unused: string[] } {
  const [used, known] = [placeholders(text), placeholders(trained)];
  return {
    unknown: used.filter((name) => !known.includes(name)),
    unused: known.filter((name) => !used.includes(name)),
  };
}

/** What the bot says there now. */
export function said(phrase: Phrase): string {
  return phrase.wording ?? phrase.text;
}

/** What tells one phrase from another. */
export function keyOf({ response, language }: Phrase): string {
  return `${response}/${language}`;
}

/** The phrases of a language that hold every word of a search, in what is said or in their name. */
export function found(phrases: readonly Phrase[], language: Language, search: string, changed: boolean): Phrase[] {
  const sought = folded(search).split(/\s+/u);
  return phrases.filter((phrase) => {
    if (phrase.language !== language || (changed && phrase.wording === null)) return false;
    const text = folded(`${phrase.response.replaceAll("_", " ")} ${phrase.response} ${said(phrase)}`);
    return sought.every((word) => text.includes(word));
  });
}

/** As people search: without capitals, accents or the kind of apostrophe. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase().trim();
}
