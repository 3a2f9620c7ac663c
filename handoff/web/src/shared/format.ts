/** Times, dates, counts and plurals as people of a language read them, by the platform's Intl. */

import type { Language } from "../protocol/conversation";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formatters for one language; times in the reader's own time zone. */
export class Format {
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #shortDay: Intl.DateTimeFormat;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #plural: Intl.PluralRules;
  readonly #number: Intl.NumberFormat;

  constructor(readonly language: Language) {
    const locale = language === "fr" ? "fr-FR" : "en-GB";
    this.#time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
    this.#day = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
    this.#shortDay = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    this.#plural = new Intl.PluralRules(locale);
    this.#number = new Intl.NumberFormat(locale);
  }

  /** "14:05". */
  time(iso: string): string {
    return this.#time.format(new Date(iso));
  }

  /** "lundi 5 août", "Monday 5 August". */
  day(iso: string): string {
    return this.#day.format(new Date(iso));
  }

  /** "5 août", "5 Aug". */
  shortDay(iso: string): string {
    return this.#shortDay.format(new Date(iso));
  }

  /** "hier", "aujourd’hui" or "demain" where it is, else the day in full. */
  nearDay(iso: string, now: Date = new Date()): string {
    const days = Math.round((startOfDay(new Date(iso)) - startOfDay(now)) / (DAY * 1000));
    return Math.abs(days) <= 1 ? this.#relative.format(days, "day") : this.day(iso);
  }

  /** "il y a 3 minutes", "in 2 hours": the largest whole unit. */
  relative(iso: string, now: Date = new Date()): string {
    const seconds = Math.round((new Date(iso).getTime() - now.getTime()) / 1000);
    const size = Math.abs(seconds);
    if (size < MINUTE) return this.#relative.format(Math.trunc(seconds), "second");
    if (size < HOUR) return this.#relative.format(Math.trunc(seconds / MINUTE), "minute");
    if (size < DAY) return this.#relative.format(Math.trunc(seconds / HOUR), "hour");
    return this.#relative.format(Math.trunc(seconds / DAY), "day");
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  /** The form that the count asks for, with `#` replaced by the number. */
  count(value: number, one: string, other: string): string {
    const form = this.#plural.select(value) === "one" ? one : other;
    return form.replace("#", this.#number.format(value));
  }
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
