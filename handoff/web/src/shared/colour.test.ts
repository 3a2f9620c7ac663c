import { describe, expect, test } from "vitest";
import { contrast, isColour, readableOn } from "./colour";

test("contrast is that of the standard", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

describe("a brand's colour can be read in both themes", () => {
  test.each(["#2f4f3e", "#ffd400", "#ff5a5f", "#000000", "#ffffff", "#0000ff", "#7a7a7a"])("%s", (colour) => {
    for (const surface of ["#ffffff", "#1b1a19"]) expect(contrast(readableOn(surface, colour), surface)).toBeGreaterThanOrEqual(5.5);
  });

  test("and stays as it is where it already can", () => {
    expect(readableOn("#ffffff", "#2f4f3e")).toBe("#2f4f3e");
  });
});

test.each(["red", "#fff", "#2f4f3e; } * { color: red", "", null])("%s is no brand's colour", (text) => {
  expect(isColour(text)).toBe(false);
});
