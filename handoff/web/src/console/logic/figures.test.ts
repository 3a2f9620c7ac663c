import { expect, test } from "vitest";
import type { ReportDay } from "../../protocol/console";
import { byBrand, byDay } from "./figures";

function day(date: string, brand: string, episodes: number, over: Partial<ReportDay> = {}): ReportDay {
  return {
    day: date,
    brand,
    episodes,
    open: 0,
    with_bot: 0,
    share_with_bot: null,
    outcomes: {},
    first_response_p50: null,
    handling_minutes: 0,
    ...over,
  };
}

const DAYS = [
  day("2026-02-27", "demo", 4, { with_bot: 3, outcomes: { resolved_by_bot: 3, resolved_by_cm: 1 } }),
  day("2026-02-27", "kiosque", 6, { open: 1, outcomes: { resolved_by_cm: 5 }, handling_minutes: 12.5 }),
  day("2026-03-01", "demo", 1, { outcomes: { spam: 1 } }),
];

test("every day of the period is drawn, days without episodes and the end of a month too", () => {
  const days = byDay(DAYS, "2026-02-27", "2026-03-01");
  expect(days.map((one) => [one.day, one.sum.episodes])).toEqual([
    ["2026-02-27", 10],
    ["2026-02-28", 0],
    ["2026-03-01", 1],
  ]);
});

test("a day adds its brands up, and what is closed and open makes its episodes", () => {
  const sum = byDay(DAYS, "2026-02-27", "2026-02-27")[0]?.sum;
  const closed = Object.values(sum?.outcomes ?? {}).reduce((all, count) => all + count, 0);
  expect(sum?.outcomes.resolved_by_cm).toBe(6);
  expect(closed + (sum?.open ?? 0)).toBe(sum?.episodes);
});

test("brands are listed with the largest first", () => {
  expect(byBrand(DAYS).map(({ brand, sum }) => [brand, sum.episodes, sum.handlingMinutes])).toEqual([
    ["kiosque", 6, 12.5],
    ["demo", 5, 0],
  ]);
});
