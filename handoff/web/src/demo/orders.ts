import type { Language } from "../protocol/conversation";

/** One order of the demo shop to ask about; `docs/demo-orders.md` has them all. */
export interface DemoOrder {
  number: string;
  postcode: string;
  outcome: Record<Language, string>;
}

export const ORDERS: readonly DemoOrder[] = [];
