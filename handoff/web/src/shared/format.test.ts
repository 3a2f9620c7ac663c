import { describe, expect, test } from "vitest";
import { Format } from "./format";

const fr = new Format("fr");
const en = new Format("en");

describe("counts follow each language's plural", () => {
  test.each([
    [0, "0 message", "0 messages"],
    [1, "1 message", "1 message"],
    [2, "2 messages", "2 messages"],
  ])("%i", (count, french, english) => {
    expect(fr.count(count, "# message", "# messages")).toBe(french);
    expect(en.count(count, "# message", "# messages")).toBe(english);
  });
});

describe("dates", () => {
  const now = new Date(2026, 7, 5, 9, 0);

  test("of today and yesterday are said in words", () => {
    expect(fr.nearDay(new Date(2026, 7, 5, 23, 59).toISOString(), now)).toBe("aujourd’hui");
    expect(en.nearDay(new Date(2026, 7, 4, 0, 1).toISOString(), now)).toBe("yesterday");
    expect(fr.nearDay(new Date(2026, 7, 3, 12, 0).toISOString(), now)).toBe("lundi 3 août");
  });

  test("are written in the reader's language", () => {
    const at = new Date(2026, 7, 3, 14, 5).toISOString();
    expect(fr.day(at)).toBe("lundi 3 août");
    expect(en.day(at)).toMatch(/^Monday,? 3 August$/u);
    expect(fr.time(at)).toBe("14:05");
    expect(en.time(at)).toBe("14:05");
  });

  test.each([
    [30, "il y a 30 secondes"],
    [90, "il y a 1 minute"],
    [7_300, "il y a 2 heures"],
    [90_000, "hier"],
  ])("%i seconds ago", (seconds, said) => {
    expect(fr.relative(new Date(now.getTime() - seconds * 1000).toISOString(), now)).toBe(said);
  });
});
