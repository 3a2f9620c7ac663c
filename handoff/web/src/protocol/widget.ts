/** Frames of the customer's WebSocket, `/ws/widget`. */

import type { Author, Button, Card, Colours, Language, Owner } from "./conversation";

/** A message as the customer sees it. `id` is the client-made id, on the customer's own messages. */
export interface CustomerMessage {
  number: number;
  kind: "message";
  author: Author;
  name: string | null;
  text: string;
  buttons: Button[];
  card: Card | null;
  /** What a service message is about ("place", "hours", …), so that a newer one can replace it. */
  code: string | null;
  /** ISO 8601, UTC. */
  at: string;
  id: string | null;
}

export interface OwnerChange {
  number: number;
  kind: "owner";
  owner: Owner;
  name: string | null;
  at: string;
}

/** Something that is not the customer's to see; it keeps the numbers without gaps. */
export interface Hidden {
  number: number;
  kind: "hidden";
}

export type CustomerEvent = CustomerMessage | OwnerChange | Hidden;

export interface WidgetBrand {
  name: string;
  display_name: string;
  bot_name: string;
  colours: Colours;
  languages: Language[];
  privacy_url: string | null;
}

/** Who answers now, and the wait. `estimate` is in minutes; null means unknown. */
export interface State {
  owner: Owner;
  cm: string | null;
  place: number | null;
  estimate: number | null;
  open: boolean;
  opens_at: string | null;
}

export type ClientFrame =
  | {
      type: "hello";
      brand: string;
      language: Language;
      token: string | null;
      after: number;
      /** The shop's signed word on who is logged in, a JWT. */
      identity: string | null;
    }
  | { type: "message"; id: string; text: string }
  | { type: "button"; id: string; button: string }
  | { type: "typing" }
  | { type: "fetch"; after: number }
  | { type: "human" }
  | { type: "bot" }
  | { type: "restart" }
  | { type: "pong" };

export interface Welcome {
  type: "welcome";
  token: string;
  conversation: string;
  head: number;
  brand: WidgetBrand;
  owner: Owner;
  events: CustomerEvent[];
  state: State;
}

export type ServerFrame =
  | Welcome
  | { type: "event"; event: CustomerEvent }
  | { type: "events"; events: CustomerEvent[]; head: number }
  | { type: "ack"; id: string; number: number }
  | { type: "refused"; id: string; code: string; message: string }
  | ({ type: "state" } & State)
  | { type: "typing"; who: "bot" | "cm"; name: string | null }
  | { type: "ping"; head: number }
  | { type: "error"; code: string; message: string };

/** Characters (code points) of one message at most. */
export const MAX_TEXT = 4_000;

/** Closing codes of the service that change what the client does next. */
export const CLOSE_TOKEN_REFUSED = 4401;
export const CLOSE_ORIGIN_REFUSED = 4403;
export const CLOSE_TOO_MANY = 4429;
