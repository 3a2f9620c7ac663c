/** What the launcher and the panel, two scripts, agree on. */

import type { Language } from "../protocol/conversation";

/** What the launcher gives to the panel. */
export interface Stage {
  /** Where the panel draws itself. */
  root: ShadowRoot;
  /** The brand's name, as in its file. */
  brand: string;
  /** The folder that the scripts came from; the service. */
  base: URL;
  language: Language;
  /** The shop's signed word on who is logged in, where the page has one. */
  identity: string | null;
  /** The customer asked to close the panel. */
  close: () => void;
  /** How many messages the customer has not seen. */
  unread: (count: number) => void;
  /** Messages of the other side came in while the page was open. */
  messages: () => void;
}

/** What the panel lets the launcher do. */
export interface Panel {
  open: (focus: boolean) => void;
  close: () => void;
  speak: (language: Language) => void;
  /** Who is logged in has changed; null: nobody is. */
  identify: (identity: string | null) => void;
  /** Ends the connection and takes the panel off the page. */
  remove: () => void;
}

export type Mount = (stage: Stage) => Panel;

/** The event by which the panel's script hands its `Mount` to the launcher, fired on its element. */
export const PANEL_READY = "relais:panel";
