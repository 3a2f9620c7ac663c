import { expect, test } from "vitest";
import { pause } from "./live";

test("each attempt to reconnect waits longer, up to ten seconds", () => {
  const longest = [0, 1, 2, 4, 5, 20].map((attempt) => pause(attempt, () => 1));
  expect(longest).toEqual([500, 1000, 2000, 8000, 10_000, 10_000]);
});

test("a restarted service is not met by everybody at the same moment", () => {
  expect(pause(2, () => 0)).toBe(1000);
  expect(pause(2, () => 0.5)).toBe(1500);
});
