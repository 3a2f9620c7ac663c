import { effect, signal } from "@preact/signals";
import type { Language } from "../../protocol/conversation";
import { languageOf } from "../../shared/language";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const LANGUAGE_KEY = "relais.language";
const THEME_KEY = "relais.theme";

/** The console's language: chosen before, else the browser's, else French. */
export const language = signal<Language>(
  languageOf(stored(LANGUAGE_KEY)) ?? languageOf(globalThis.navigator.language) ?? "fr",
);

export const theme = signal<Theme>(THEMES.find((known) => known === stored(THEME_KEY)) ?? "auto");

/** Whether the CM has chosen a language in this browser; until then, their account's applies. */
export function languageChosen(): boolean {
  return stored(LANGUAGE_KEY) !== null;
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  store(LANGUAGE_KEY, chosen);
}

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen;
  store(THEME_KEY, chosen);
}

/** Keeps the document's language and theme as chosen. */
export function applyPreferences(root: HTMLElement): void {
  effect(() => {
    root.lang = language.value;
  });
  effect(() => {
    if (theme.value === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme.value;
  });
}

function stored(key: string): string | null {
  try {
    return globalThis.localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** A browser that keeps nothing forgets the choice at the next visit, and only that. */
function store(key: string, value: string): void {
  try {
    globalThis.localStorage.setItem(key, value);
  } catch {
    return;
  }
}
