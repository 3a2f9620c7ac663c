import { computed } from "@preact/signals";
import { Format } from "../../shared/format";
import { language } from "../state/preferences";
import { en } from "./en";
import { fr, within, type Words } from "./fr";

export type { Words };

/** The strings of the language chosen; a component that reads it is drawn again on a switch. */
export const words = computed<Words>(() => (language.value === "fr" ? fr : en));

/** Dates, numbers and plurals in the language chosen. */
export const format = computed(() => new Format(language.value));

/** What stands in a gap of a reply (`order_number`), in words; its name readable where it has none. */
export function gapNamed(w: Words, name: string): string {
  const fact = (w.facts as Partial<Record<string, string>>)[name];
  return w.placeholders[name] ?? (fact === undefined ? name.replaceAll("_", " ") : within(fact));
}

/** A code of the service in words, or the code itself made readable where no word is known. */
export function named(known: Partial<Record<string, string>>, code: string): string {
  return known[code] ?? code.replaceAll("_", " ");
}
