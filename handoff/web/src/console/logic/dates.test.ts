import { expect, test } from "vitest";
import { ago, dayKey, duration, fromField, measured, money, share, toField } from "./dates";

/** Intl writes narrow and no-break spaces; they are not what these tests are about. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test("a duration is said in its largest units", () => {
  expect(duration(45, "fr")).toBe("45 s");
  expect(duration(240, "fr")).toBe("4 min");
  expect(duration(4320, "fr")).toBe("1 h 12");
  expect(duration(7200, "en")).toBe("2 h");
  expect(duration(3 * 86_400, "fr")).toBe("3 j");
  expect(duration(3 * 86_400, "en")).toBe("3 d");
  expect(duration(-5, "fr")).toBe("0 s");
});

test("no duration is rounded to sixty minutes", () => {
  expect(duration(3599, "fr")).toBe("1 h");
});

test("a measured time is precise enough to compare", () => {
  expect(measured(2.34, "fr")).toBe("2,3 s");
  expect(measured(2.34, "en")).toBe("2.3 s");
  expect(measured(141, "fr")).toBe("2 min 21 s");
  expect(measured(120, "fr")).toBe("2 min");
});

test("beyond a week a date says more than a count of days", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  expect(ago("2026-11-22T11:56:00Z", now, "fr")).toBe("4 min");
  expect(ago("2026-11-02T12:00:00Z", now, "fr")).toBe("2 nov.");
});

test("shares and money are written as the language writes them", () => {
  expect(plain(share(42, "fr"))).toBe("42,0 %");
  expect(share(42.25, "en")).toBe("42.3%");
  expect(plain(money(79.9, "EUR", "fr"))).toBe("79,90 €");
  expect(money(79.9, "EUR", "en")).toBe("€79.90");
});

test("a day is the calendar's where the CM sits", () => {
  expect(dayKey(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

test("a field for a moment gives back the minute that was put into it", () => {
  const at = new Date(2026, 2, 8, 9, 5);
  expect(toField(at)).toBe("2026-03-08T09:05");
  expect(fromField(toField(at))).toEqual(at);
  expect(fromField("")).toBeNull();
  expect(fromField("2026-13-40T99:99")).toBeNull();
});
