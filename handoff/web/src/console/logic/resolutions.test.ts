import { expect, test } from "vitest";
import type { ResolutionDetail } from "../../protocol/console";
import { ONE } from "../testing/resolution";
import { beside, possibleRevisions, standing, updated } from "./resolutions";

test("a resolution holds through its last day, and is out of date on the next", () => {
  const held = { ...ONE, holds_until: "2026-11-22" };
  expect(standing(held, "2026-11-22")).toBe("suggested");
  expect(standing(held, "2026-11-23")).toBe("expired");
  expect(standing({ ...held, retired_at: "2026-11-01T00:00:00Z" }, "2026-11-23")).toBe("retired");
  expect(standing({ ...ONE, approved_at: "2026-11-01T00:00:00Z" }, "2026-11-23")).toBe("approved");
});

test("a CM reads, a trainer revises, a supervisor allows to the bot", () => {
  expect([...possibleRevisions(ONE, { role: "cm" })]).toEqual(["search"]);
  expect(possibleRevisions(ONE, { role: "trainer" }).has("edit")).toBe(true);
  expect(possibleRevisions(ONE, { role: "trainer" }).has("approve")).toBe(false);
  expect(possibleRevisions(ONE, { role: "supervisor" }).has("approve")).toBe(true);
});

test("what is of one case cannot be allowed to the bot, and what was allowed can be forbidden", () => {
  const barred: ResolutionDetail = { ...ONE, barred: ["amount"] };
  expect(possibleRevisions(barred, { role: "admin" }).has("approve")).toBe(false);
  const allowed = { ...barred, approved_at: "2026-11-01T00:00:00Z" };
  expect(possibleRevisions(allowed, { role: "admin" }).has("approve")).toBe(true);
});

test("a retired resolution can only be restored", () => {
  const retired = { ...ONE, retired_at: "2026-11-01T00:00:00Z" };
  expect([...possibleRevisions(retired, { role: "supervisor" })]).toEqual(["search", "retire"]);
  expect([...possibleRevisions(null, { role: "supervisor" })]).toEqual(["search"]);
});

test("j and k stop at the ends of the list", () => {
  const all = ["r1", "r2", "r3"].map((id) => ({ ...ONE, id }));
  expect(beside(all, null, 1)).toBe("r1");
  expect(beside(all, "r1", 1)).toBe("r2");
  expect(beside(all, "r3", 1)).toBe("r3");
  expect(beside(all, "r1", -1)).toBe("r1");
  expect(beside([], null, 1)).toBeNull();
});

test("a change shows in the list without moving anything", () => {
  const all = ["r1", "r2"].map((id) => ({ ...ONE, id }));
  expect(updated(all, { ...ONE, id: "r2", reply: "Autre." }).map(({ reply }) => reply)).toEqual([ONE.reply, "Autre."]);
});
