import { expect, test } from "vitest";
import { delayBefore } from "./backoff";

test("waits grow from half a second to twenty, and never fall under half of that", () => {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const full = Math.min(20_000, 500 * 2 ** attempt);
    expect(delayBefore(attempt, () => 0)).toBe(full / 2);
    expect(delayBefore(attempt, () => 1)).toBe(full);
  }
});
