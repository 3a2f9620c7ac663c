import type { ResolutionDetail } from "../../protocol/console";

/** A resolution that nobody has changed or used. */
export const ONE: ResolutionDetail = {
  id: "r1",
  brand: "demo",
  language: "fr",
  team: "customer_care",
  intent: null,
  question: "Le lin, je le lave à combien ?",
  reply: "À 40 °C, sur l'envers.",
  moment: "2026-03-05T00:00:00Z",
  holds_until: null,
  edited_at: null,
  retired_at: null,
  approved_at: null,
  sent: 0,
  csat: null,
  reopened: false,
  handling_seconds: null,
  conversation_id: null,
  merged_into: null,
  approved_by: null,
  barred: [],
  uses: { merged: 0, shown: 0, inserted: 0, sent: 0, edited: 0, ignored: 0, rejected: 0, offered: 0, helped: 0, not_helped: 0, reasons: {}, changed: null },
};
