import { expect, test } from "vitest";
import type { ConsoleBrand } from "../../protocol/console";
import { dressed, withoutGreeting } from "./voice";

const BRAND: ConsoleBrand = {
  name: "demo",
  display_name: "Maison Orme",
  colours: { primary: "#000000", on_primary: "#ffffff" },
  languages: ["fr", "en"],
  teams: ["customer_care"],
  voice: {
    address: "vous",
    emoji: false,
    greeting: { fr: "Bonjour {first_name},", en: "Hello {first_name}," },
    closing: { fr: "Bien à vous,", en: "Kind regards," },
    signature: "{cm_name}, {brand_name}",
  },
};

test("a reply gets the brand's greeting and closing, and today's CM signs", () => {
  expect(dressed("C’est fait.", BRAND, "fr", "Camille", "Hélène")).toBe(
    "Bonjour Hélène,\n\nC’est fait.\n\nBien à vous,\nCamille, Maison Orme",
  );
});

test("without a first name no gap is left in the greeting", () => {
  expect(dressed("Done.", BRAND, "en", "Camille", null)).toMatch(/^Hello,\n\nDone\./);
});

test("pressed twice it changes nothing", () => {
  const once = dressed("C’est fait.", BRAND, "fr", "Camille", "Hélène");
  expect(dressed(once, BRAND, "fr", "Camille", "Hélène")).toBe(once);
});

test("a greeting in the CM's own words is kept", () => {
  const text = dressed("Bonjour chère Hélène,\n\nC’est fait.", BRAND, "fr", "Camille", "Hélène");
  expect(text.match(/Bonjour/g)).toHaveLength(1);
});

test("an excerpt begins where a reply says something", () => {
  expect(withoutGreeting("Bonjour Hélène,\n\nC’est fait.")).toBe("C’est fait.");
  expect(withoutGreeting("C’est fait.")).toBe("C’est fait.");
  const long = `${"Votre colis est en route et arrive bientôt. ".repeat(2)}\n\nÀ bientôt`;
  expect(withoutGreeting(long)).toBe(long);
});
