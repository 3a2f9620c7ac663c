import type { Language } from "../../protocol/conversation";

const LOCALE: Record<Language, string> = { fr: "fr-FR", en: "en-GB" };

/** "23 nov. 2026" / "23 Nov 2026" */
export function date(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    day: "numeric",
    month: "short",
    year: "numeric",
  }).format(new Date(iso));
}

/** "23 nov., 14:32" */
export function moment(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso));
}

/** The calendar day of an instant where the CM sits, as `YYYY-MM-DD`. */
export function dayKey(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A moment as a `datetime-local` field holds it, where the CM sits: `YYYY-MM-DDTHH:MM`. */
export function toField(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${dayKey(at)}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The moment that such a field holds, or null where it holds none. */
export function fromField(value: string): Date | null {
  const at = new Date(value);
  return value === "" || Number.isNaN(at.getTime()) ? null : at;
}

/** A duration in seconds as people say it: "45 s", "4 min", "1 h 12", "3 j". */
export function duration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${Math.round(hours / 24)} ${language === "fr" ? "j" : "d"}`;
  const rest = minutes % 60;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
}

/** A time that was measured, to the precision that helps to compare: "2,3 s", "2 min 21 s", "1 h 12". */
export function measured(seconds: number, language: Language): string {
  if (seconds < 9.95) {
    return `${new Intl.NumberFormat(LOCALE[language], { maximumFractionDigits: 1 }).format(seconds)} s`;
  }
  const whole = Math.round(seconds);
  if (whole < 60 || whole >= 3600) return duration(whole, language);
  const rest = whole % 60;
  return rest === 0 ? `${Math.floor(whole / 60)} min` : `${Math.floor(whole / 60)} min ${rest} s`;
}

const WEEK = 7 * 86_400;

/** How long ago something was, short ("4 min"); the date where it is over a week. */
export function ago(iso: string, now: Date, language: Language): string {
  const seconds = (now.getTime() - Date.parse(iso)) / 1000;
  if (seconds <= WEEK) return duration(seconds, language);
  return new Intl.DateTimeFormat(LOCALE[language], { day: "numeric", month: "short" }).format(new Date(iso));
}

/** "42,0 %" / "42.0%", from a figure of 100: always one decimal, so that shares line up and add up. */
export function share(of100: number, language: Language): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(LOCALE[language], { style: "percent", ...digits }).format(of100 / 100);
}

/** "92 %" / "92%", from a part of 1. */
export function percent(part: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { style: "percent" }).format(part);
}

/** "79,90 €" / "€79.90" */
export function money(value: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language], { style: "currency", currency }).format(value);
}
