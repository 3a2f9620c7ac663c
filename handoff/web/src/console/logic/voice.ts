import type { ConsoleBrand } from "../../protocol/console";
import type { Language } from "../../protocol/conversation";

/**
 * A reply in the brand's form: its greeting before, its closing and today's CM's signature after.
 * What the text has already is not added again, so that the same key pressed twice changes nothing.
 */
export function dressed(
  text: string,
  brand: ConsoleBrand,
  language: Language,
  cm: string,
  customer: string | null,
): string {
  const body = text.trim();
  const greeting = greetingOf(brand, language, customer);
  const closing = brand.voice.closing[language];
  const signature = brand.voice.signature
    .replace("{cm_name}", cm)
    .replace("{brand_name}", brand.display_name);
  const parts = [
    startsAlike(body, greeting) ? "" : greeting,
    body,
    [closing, signature].filter((line) => line !== "" && !body.includes(line)).join("\n"),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A reply from where it says something: in an excerpt, "Bonjour Hélène," would be all there is to read. */
export function withoutGreeting(reply: string): string {
  const end = reply.indexOf("\n\n");
  const first = end < 0 ? "" : reply.slice(0, end);
  const greets = first !== "" && first.length <= LONGEST_GREETING && !first.includes("\n");
  return greets ? reply.slice(end).trimStart() : reply;
}

const LONGEST_GREETING = 48;

/** The greeting with the customer's first name, or without any trace of it when none is known. */
function greetingOf(brand: ConsoleBrand, language: Language, customer: string | null): string {
  const greeting = brand.voice.greeting[language];
  if (customer !== null && customer !== "") return greeting.replace("{first_name}", customer);
  return greeting.replace(/\s*\{first_name\}/, "");
}

function startsAlike(body: string, greeting: string): boolean {
  const word = firstWord(greeting);
  return word !== "" && firstWord(body) === word;
}

function firstWord(text: string): string {
  return /^\p{L}+/u.exec(text.trim())?.[0].toLowerCase() ?? "";
}
