import { describe, expect, test } from "vitest";
import type { SteeringNotice } from "../../protocol/console";
import { blankNotice, checked, postcodes, standing, type NoticeDraft, type Part } from "./notices";

const NOW = new Date("2026-11-22T12:00:00Z");

const DRAFT: NoticeDraft = {
  ...blankNotice(NOW),
  texts: { fr: " Grève au dépôt. ", en: "Strike at the warehouse." },
};

function problem(part: Part, change: Partial<NoticeDraft>): string | undefined {
  return checked({ ...DRAFT, ...change }, ["fr", "en"], NOW).problems.get(part)?.why;
}

test("a notice begun now may be sent as soon as it has its texts", () => {
  const { notice, problems } = checked(DRAFT, ["fr", "en"], NOW);
  expect(problems.size).toBe(0);
  expect(notice).toMatchObject({
    texts: { fr: "Grève au dépôt.", en: "Strike at the warehouse." },
    starts_at: "2026-11-22T12:00:00.000Z",
    ends_at: "2026-11-23T12:00:00.000Z",
    postcodes: [],
  });
});

test("every language that the brand speaks needs its text, and no other is sent", () => {
  expect(problem("en", { texts: { fr: "Grève." } })).toBe("no_text");
  expect(problem("en", { texts: { fr: "Grève.", en: "  " } })).toBe("no_text");
  const { notice } = checked(DRAFT, ["fr"], NOW);
  expect(notice.texts).toEqual({ fr: "Grève au dépôt." });
});

test("a text is counted as the service counts it", () => {
  expect(problem("fr", { texts: { fr: "🚚".repeat(500), en: "x" } })).toBeUndefined();
  expect(problem("fr", { texts: { fr: "x".repeat(501), en: "x" } })).toBe("too_long");
});

describe("dates that make no sense are told before anything is sent", () => {
  test.each([
    ["", "2026-12-01T10:00", "no_date"],
    ["2026-12-01T10:00", "2026-12-01T10:00", "ends_before_it_begins"],
    ["2026-10-01T10:00", "2026-10-02T10:00", "already_over"],
    ["2026-12-01T10:00", "2027-04-01T10:00", "too_far"],
    ["2026-12-01T10:00", "2026-12-08T10:00", undefined],
  ])("%s to %s", (from, until, why) => {
    expect(problem("dates", { from, until })).toBe(why);
  });
});

test("postcodes are taken as people list them", () => {
  expect(postcodes("69, sw1;971\n69 ")).toEqual(["69", "SW1", "971"]);
  expect(postcodes("  ")).toEqual([]);
});

test("what is no beginning of a postcode is named", () => {
  const { problems } = checked({ ...DRAFT, postcodes: "69, Lyon, 2A, 13-14, 690001, SW1" }, ["fr", "en"], NOW);
  expect(problems.get("postcodes")).toEqual({ why: "bad_postcodes", which: ["LYON", "2A", "13-14", "690001"] });
  expect(problem("postcodes", { postcodes: Array.from({ length: 201 }, (_, at) => at).join(",") })).toBe("too_many_postcodes");
});

test("notices that hold come before those to come, and ended ones are gone", () => {
  const notice = (id: string, starts_at: string, ends_at: string): SteeringNotice => ({
    id,
    texts: { fr: "x" },
    flows: [],
    carriers: [],
    postcodes: [],
    starts_at,
    ends_at,
    written_by: "Solange",
    written_at: starts_at,
  });
  const shown = standing(
    [
      notice("later", "2026-11-24T12:00:00Z", "2026-11-25T12:00:00Z"),
      notice("over", "2026-11-20T12:00:00Z", "2026-11-22T12:00:00Z"),
      notice("now", "2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z"),
    ],
    NOW,
  );
  expect(shown.map(({ notice: { id }, holds }) => [id, holds])).toEqual([
    ["now", true],
    ["later", false],
  ]);
});
