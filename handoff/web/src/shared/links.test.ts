import { describe, expect, test } from "vitest";
import { pieces, unbroken } from "./links";

const links = (text: string): string[] => pieces(text).flatMap((piece) => (piece.kind === "link" ? [piece.href] : []));

describe("links in a message", () => {
  test.each([
    ["https://www.laposte.fr/suivi", ["https://www.laposte.fr/suivi"]],
    ["voir http://exemple.fr/a?b=1&c=2#d, puis répondre", ["http://exemple.fr/a?b=1&c=2#d"]],
    ["(https://exemple.fr/a_(b))", ["https://exemple.fr/a_(b)"]],
    ["« https://exemple.fr/page ».", ["https://exemple.fr/page"]],
    ["https://un.fr et HTTPS://DEUX.FR", ["https://un.fr", "HTTPS://DEUX.FR"]],
  ])("%s", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://exemple.fr",
    "//exemple.fr",
    "https://",
    "https://laposte.fr@voleur.example/suivi",
    "<a href='javascript:alert(1)'>clic</a>",
    "[clic](javascript:alert(1))",
  ])("none in: %s", (text) => {
    expect(links(text)).toEqual([]);
  });

  test("the text stays as it was written", () => {
    for (const text of ["", "a https://b.fr c", "https://b.fr.", "<b>https://b.fr</b>", "1 < 2\n\nhttps://b.fr\n"]) {
      expect(
        pieces(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text);
    }
  });
});

test("a French question mark never stands alone on a line", () => {
  expect(unbroken("Où est « mon colis » ? Ici : là.")).toBe("Où est «\u00a0mon colis\u00a0»\u00a0? Ici\u00a0: là.");
  expect(unbroken("one two\n? three")).toBe("one two\n? three");
});
