/** Bodies of the console's HTTP API and frames of its WebSocket, `/api/live`. */

import type {
  Author,
  Button,
  Card,
  Colours,
  Language,
  Outcome,
  Owner,
  Reason,
  Step,
  Team,
  Urgency,
} from "./conversation";

export type Role = "cm" | "trainer" | "supervisor" | "admin";

export interface ConsoleBrand {
  name: string;
  display_name: string;
  colours: Colours;
  languages: Language[];
  voice: Voice;
  teams: Team[];
}

export interface Voice {
  address: "vous" | "tu";
  emoji: boolean;
  greeting: Record<Language, string>;
  closing: Record<Language, string>;
  /** With the placeholders `{cm_name}` and `{brand_name}`. */
  signature: string;
}

export interface Me {
  id: string;
  login: string;
  name: string;
  role: Role;
  teams: Team[];
  brands: ConsoleBrand[];
  language: Language;
}

/** A CM other than oneself; `online` says that they take conversations now. */
export interface Colleague {
  id: string;
  name: string;
  teams: Team[];
  online: boolean;
}

export type View = "waiting" | "mine" | "bot" | "closed" | "all";

export interface Row {
  id: string;
  brand: string;
  /** `verified` while the brand's shop vouches for them by its signed identity. */
  customer: { id: string; name: string | null; verified: boolean };
  owner: Owner;
  cm: { id: string; name: string } | null;
  team: Team | null;
  urgency: Urgency;
  language: Language;
  topic: string | null;
  reason: Reason | null;
  waiting_since: string | null;
  deadline: string | null;
  last: { author: Author; text: string; at: string } | null;
  version: number;
  episode: number;
  head: number;
  outcome: Outcome | null;
  updated_at: string;
}

export interface Counts {
  waiting: number;
  mine: number;
  bot: number;
}

export interface Rows {
  rows: Row[];
  next: string | null;
  counts: Counts;
}

/** What every event carries for a CM; `body` depends on `kind`. */
interface CmEventBase {
  number: number;
  author: Author;
  author_id: string | null;
  name: string | null;
  at: string;
  episode: number;
  stint: number;
}

export interface MessageBody {
  text: string;
  buttons?: Button[];
  card?: Card | null;
  code?: string | null;
  meta?: { intent: string | null; confidence: number | null; model: string | null };
}

export interface OwnerBody {
  move: string;
  from: Owner;
  to: Owner;
  version: number;
  cm?: string | null;
  team?: Team | null;
  urgency?: Urgency | null;
  reason?: Reason | null;
  outcome?: Outcome | null;
  note?: string | null;
  summary?: Record<string, unknown> | null;
}

export interface CaseBody {
  number: string;
  kind: string;
  due_at: string;
  status: string;
}

export type CmEvent =
  | (CmEventBase & { kind: "message"; body: MessageBody })
  | (CmEventBase & { kind: "note"; body: { text: string } })
  | (CmEventBase & { kind: "facts"; body: Facts })
  | (CmEventBase & { kind: "owner"; body: OwnerBody })
  | (CmEventBase & { kind: "work"; body: Record<string, unknown> })
  | (CmEventBase & { kind: "case"; body: CaseBody })
  | (CmEventBase & { kind: "erased"; body: Record<string, never> });

/** Facts learned, flat; standard names in the design, values as plain text or numbers. */
export type Facts = Record<string, string | number | boolean | null>;

/** One product of an order; `price` is for one piece, a decimal in text. */
export interface OrderLine {
  label: string;
  quantity: number;
  price: string;
}

/**
 * An order of the shop; `proven` if this conversation has proof that it is the customer's,
 * `changeable` if it has the stronger proof that changing it takes.
 */
export interface Order {
  number: string;
  proven: boolean;
  changeable: boolean;
  placed_at: string;
  promised_on: string;
  total: string;
  currency: string;
  customer: string;
  postcode: string;
  city: string;
  country: string;
  is_gift: boolean;
  wanted_by: string | null;
  lines: OrderLine[];
}

/** A parcel; `status` and `timeline` are what the carrier said last in this conversation. */
export interface Parcel {
  order_number: string;
  tracking_number: string;
  carrier: string;
  service: string;
  shipped_at: string;
  contents: string[];
  url: string | null;
  status: string | null;
  timeline: Step[];
}

/** A past reply that the bot gave; refused where the customer said that it did not help. */
export interface Offered {
  resolution_id: string;
  reply: string;
  refused: boolean;
}

export interface Summary {
  problem: string | null;
  done: string[];
  offered: Offered | null;
  order: Order | null;
  parcel: Parcel | null;
  reason: Reason | null;
}

/** Something promised to a customer, with the team that owes it and the moment it is due. */
export interface Case extends CaseBody {
  brand: string;
  conversation: string;
  team: Team;
  order_number: string | null;
  tracking_number: string | null;
  filed_with_carrier: boolean;
  carrier_reference: string | null;
  /** What it is about, in the customer's words where they are known. */
  summary: string | null;
  created_at: string;
  closed_at: string | null;
}

export type CaseStatus = "open" | "closed";

export interface Detail {
  row: Row;
  events: CmEvent[];
  facts: Facts;
  summary: Summary;
  orders: Order[];
  parcels: Parcel[];
  cases: Case[];
  /** Numbers of the bot's messages that a CM has marked as wrong. */
  mistakes: number[];
  head: number;
}

/** What the bot says before its answer to whom it concerns; empty lists mean everybody. */
export interface NewNotice {
  texts: Partial<Record<Language, string>>;
  flows: readonly string[];
  carriers: readonly string[];
  /** Beginnings of postcodes. */
  postcodes: readonly string[];
  starts_at: string;
  ends_at: string;
}

export interface SteeringNotice extends NewNotice {
  id: string;
  written_by: string;
  written_at: string;
}

/** Something that the bot handles, and since when, by whom and why it is off, if it is. */
export interface SteeringFlow {
  name: string;
  titles: Partial<Record<Language, string>>;
  off_since: string | null;
  off_by: string | null;
  reason: string | null;
}

/** What a supervisor has told the bot of one brand; `carriers` are those that a notice may name. */
export interface SteeringState {
  notices: SteeringNotice[];
  flows: SteeringFlow[];
  carriers: Record<string, string>;
}

/** What the bot says in one place and language: as trained, and as the brand has changed it. */
export interface Phrase {
  response: string;
  language: Language;
  text: string;
  wording: string | null;
}

export interface Suggestion {
  resolution_id: string;
  reply: string;
  /** 0 to 1. */
  confidence: number;
  source: {
    question: string;
    resolved_at: string | null;
    csat: number | null;
    count: number;
    language: Language;
  };
  /** Names of placeholders that the facts could not fill. */
  missing: string[];
  /** Words that agree in gender with whom the reply was written for, or by. */
  agreeing: string[];
}

export interface Suggestions {
  suggestions: Suggestion[];
  abstained: boolean;
  /** Why nothing was looked for, if nothing was: the brand keeps this conversation without. */
  reason: "withheld" | null;
}

/** Why a CM rejects a suggestion. */
export type RejectionReason = "other_problem" | "outdated" | "incomplete" | "wrong_voice";

/** Those suggested now; of these, those that the bot may say; past their day; taken out. */
export type ResolutionState = "suggested" | "approved" | "expired" | "retired";

/** What a CM answered once, kept for others; `moment` is when it was resolved, or came in. */
export interface Resolution {
  id: string;
  brand: string;
  language: Language;
  team: Team | null;
  intent: string | null;
  question: string;
  reply: string;
  moment: string;
  /** A day, the last on which it is suggested. */
  holds_until: string | null;
  edited_at: string | null;
  retired_at: string | null;
  approved_at: string | null;
  /** How often a CM sent it, as it was or edited. */
  sent: number;
}

/**
 * What CMs did with a resolution; `changed` is the share rewritten where it was edited, 0 to 1.
 * `offered` is how often the bot gave it to a customer, who said of some that it helped or not.
 */
export interface Uses {
  merged: number;
  shown: number;
  inserted: number;
  sent: number;
  edited: number;
  ignored: number;
  rejected: number;
  offered: number;
  helped: number;
  not_helped: number;
  reasons: Partial<Record<RejectionReason, number>>;
  changed: number | null;
}

/** Why the bot may not say a reply. */
export type Barred = "amount" | "gesture" | "promise" | "date" | "placeholder";

export interface ResolutionDetail extends Resolution {
  csat: number | null;
  reopened: boolean;
  handling_seconds: number | null;
  /** Where it was learnt; null for what came from a file. */
  conversation_id: string | null;
  merged_into: string | null;
  approved_by: string | null;
  barred: Barred[];
  uses: Uses;
}

/** After an edit: the kinds of particulars that were taken out of the words sent. */
export type EditedResolution = ResolutionDetail & { taken_out?: string[] };

export interface Resolutions {
  resolutions: Resolution[];
  next: string | null;
  total: number;
}

/** A resolution that answers a like problem; `likeness` from 0 to about 1. */
export interface NearResolution {
  resolution: Resolution;
  likeness: number;
}

/** Seconds at the median and at the 90th percentile; null where nothing was measured. */
export interface Times {
  count: number;
  p50: number | null;
  p90: number | null;
}

/** One day of one brand. Shares in per cent, seconds and minutes as named. */
export interface ReportDay {
  day: string;
  brand: string;
  episodes: number;
  open: number;
  with_bot: number;
  share_with_bot: number | null;
  outcomes: Partial<Record<Outcome, number>>;
  first_response_p50: number | null;
  handling_minutes: number;
}

/** The figures of a period; `percent` adds up to 100 over the closed episodes. */
export interface Report {
  first: string;
  last: string;
  brand: string | null;
  episodes: number;
  open: number;
  closed: number;
  outcomes: Partial<Record<Outcome, number>>;
  percent: Partial<Record<Outcome, number>>;
  first_response: Times;
  first_human_response: Times;
  handling: Times & { minutes: number };
  share_with_bot: number | null;
  recontacted: number;
  minutes_saved: number | null;
  days: ReportDay[];
}

/** The one shape of an error at every door. */
export interface ErrorBody {
  error: { code: string; message: string };
  row?: Row;
}

export type LiveClientFrame =
  | { type: "watch"; conversation: string; after: number }
  | { type: "unwatch" }
  | { type: "typing"; conversation: string }
  | { type: "presence"; status: "online" | "away" }
  | { type: "pong" };

export type LiveServerFrame =
  | { type: "hello"; me: Me }
  | { type: "event"; conversation: string; event: CmEvent }
  | { type: "row"; row: Row }
  | { type: "counts"; counts: Counts }
  | { type: "typing"; conversation: string; who: "customer" | "bot" | "cm"; name: string | null }
  | { type: "ping"; heads: Record<string, number> }
  | { type: "error"; code: string; message: string };
