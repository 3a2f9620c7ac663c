import { expect, test } from "vitest";
import { HOME, href, parse, type Route } from "./route";

test.each<Route>([
  { page: "inbox", view: "waiting", conversation: null },
  { page: "inbox", view: "mine", conversation: "3f2c" },
  { page: "report" },
  { page: "cases" },
  { page: "resolutions", resolution: null },
  { page: "resolutions", resolution: "7b1e" },
  { page: "steering" },
])("an address leads back to where it was copied: $page", (route) => {
  expect(parse(href(route))).toEqual(route);
});

test("an address that means nothing leads to what waits", () => {
  for (const address of ["", "#", "#/", "#/nowhere/else", "#/__proto__", "#/Cases"]) expect(parse(address)).toEqual(HOME);
  expect(parse("#/mine/%E0%A4%A")).toEqual({ page: "inbox", view: "mine", conversation: null });
});
