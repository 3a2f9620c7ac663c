/** The words that the widget, the console and the service share. */

export type Owner = "bot" | "waiting" | "cm" | "closed";
export type Author = "customer" | "bot" | "cm" | "service";
export type Language = "fr" | "en";
export type Urgency = "normal" | "high" | "critical";
export type Team = "customer_care" | "marketing" | "communication" | "quality";

/** How an episode ended; the eight add up to 100 %. */
export type Outcome =
  | "resolved_by_bot"
  | "answered_by_bot"
  | "resolved_by_cm"
  | "promised"
  | "answered_by_mail"
  | "abandoned_with_bot"
  | "abandoned_waiting"
  | "spam";

/** Why a conversation went to a human. */
export type Reason =
  | "asked_human"
  | "not_understood"
  | "bot_failed"
  | "bot_slow"
  | "bot_unavailable"
  | "second_contact"
  | "angry"
  | "complaint"
  | "danger"
  | "legal_threat"
  | "gift_date"
  | "amount_over_limit"
  | "order_change"
  | "carrier_unavailable"
  | "proof_failed"
  | "out_of_scope"
  | "shop_action"
  | "missed_promise"
  | "case_due"
  | "flow_off"
  | "taken_over"
  | "assigned";

/** A quick reply. The id is issued by the service; the payload behind it never leaves it. */
export interface Button {
  id: string;
  title: string;
}

export type StepState = "done" | "current" | "next" | "problem";

/** One step of a parcel's journey; `date` is ISO 8601, or null where none is known. */
export interface Step {
  label: string;
  date: string | null;
  state: StepState;
}

export interface ParcelCard {
  kind: "parcel";
  tracking_number: string;
  carrier: string;
  status: string;
  timeline: Step[];
  url: string | null;
}

export type Card = ParcelCard;

/** A brand's colours, as `#rrggbb`. */
export interface Colours {
  primary: string;
  on_primary: string;
  surface?: string | null;
}
