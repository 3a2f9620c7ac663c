import type { ReportDay } from "../../protocol/console";
import type { Outcome } from "../../protocol/conversation";

/** Outcomes in the order in which they are drawn: the bot's, the CMs', then those that failed. */
export const OUTCOMES = [
  "resolved_by_bot",
  "answered_by_bot",
  "resolved_by_cm",
  "promised",
  "answered_by_mail",
  "abandoned_with_bot",
  "abandoned_waiting",
  "spam",
] as const satisfies readonly Outcome[];

/** Episodes of several days or brands, added up. */
export interface Sum {
  episodes: number;
  open: number;
  withBot: number;
  handlingMinutes: number;
  outcomes: Record<Outcome, number>;
}

/** One sum for each day from `first` to `last` (dates as `YYYY-MM-DD`), days without episodes too. */
export function byDay(days: readonly ReportDay[], first: string, last: string): { day: string; sum: Sum }[] {
  const all: { day: string; sum: Sum }[] = [];
  const end = Date.parse(`${last}T00:00:00Z`);
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= end; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10);
    all.push({ day, sum: added(days.filter((one) => one.day === day)) });
  }
  return all;
}

/** One sum for each brand that had an episode, the largest first. */
export function byBrand(days: readonly ReportDay[]): { brand: string; sum: Sum }[] {
  const brands = [...new Set(days.map(({ brand }) => brand))];
  return brands
    .map((brand) => ({ brand, sum: added(days.filter((one) => one.brand === brand)) }))
    .sort((a, b) => b.sum.episodes - a.sum.episodes);
}

const DAY_MS = 86_400_000;

function added(days: readonly ReportDay[]): Sum {
  const outcomes = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, total(days, (day) => day.outcomes[outcome] ?? 0)]),
  ) as Record<Outcome, number>;
  return {
    episodes: total(days, (day) => day.episodes),
    open: total(days, (day) => day.open),
    withBot: total(days, (day) => day.with_bot),
    handlingMinutes: total(days, (day) => day.handling_minutes),
    outcomes,
  };
}

function total(days: readonly ReportDay[], of: (day: ReportDay) => number): number {
  return days.reduce((sum, day) => sum + of(day), 0);
}
