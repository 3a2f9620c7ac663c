import type { Language } from "../protocol/conversation";

/** The language of a BCP 47 tag ("fr-CA", "EN"), or null where we do not speak it. */
export function languageOf(tag: string | null | undefined): Language | null {
  const primary = tag?.trim().toLowerCase().split("-")[0];
  return primary === "fr" || primary === "en" ? primary : null;
}
