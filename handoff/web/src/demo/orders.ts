import type { Language } from "../protocol/conversation";

/** One order of the demo shop to ask about; `docs/demo-orders.md` has them all. */
export interface DemoOrder {
  number: string;
  postcode: string;
  outcome: Record<Language, string>;
}

export const ORDERS: readonly DemoOrder[] = [
  {
    number: "20417",
    postcode: "01000",
    outcome: { fr: "Perdu : un dossier est ouvert", en: "Lost: a case is opened" },
  },
  {
    number: "20426",
    postcode: "75011",
    outcome: { fr: "En route, à l’heure", en: "On its way, on time" },
  },
  {
    number: "20428",
    postcode: "35000",
    outcome: { fr: "En retard, mais il avance", en: "Late, but moving" },
  },
  {
    number: "20435",
    postcode: "69002",
    outcome: { fr: "« Livré », mais pas reçu", en: "“Delivered”, but not received" },
  },
  {
    number: "20438",
    postcode: "69003",
    outcome: { fr: "En point de retrait : où, quand, avec quoi", en: "At a pick-up shop: where, when, with what" },
  },
  {
    number: "20443",
    postcode: "76000",
    outcome: { fr: "Adresse incomplète : corriger ou rembourser", en: "Incomplete address: correct it or refund" },
  },
  {
    number: "20433",
    postcode: "8001",
    outcome: { fr: "En douane, vers la Suisse", en: "At customs, bound for Switzerland" },
  },
  {
    number: "20419",
    postcode: "33000",
    outcome: { fr: "Montant élevé : l’équipe, tout de suite", en: "High amount: the team, at once" },
  },
  {
    number: "20451",
    postcode: "63000",
    outcome: { fr: "Le transporteur ne répond pas", en: "The carrier does not answer" },
  },
];
