/**
 * What the keyboard does. Letters act only outside text fields; suggestions go by Ctrl or Alt with
 * the physical digit key, so that AZERTY (whose digits need Shift) works and typing "1 colis" or
 * AltGr characters never inserts anything.
 */

export interface Key {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  getModifierState(modifier: string): boolean;
}

export const ACTIONS = {
  next: "n",
  claim: "c",
  takeOver: "t",
  reply: "r",
  note: "m",
  handBack: "h",
  transfer: "x",
  close: "e",
  dress: "s",
  history: "b",
  panel: "i",
  down: "j",
  up: "k",
  waiting: "1",
  mine: "2",
  bot: "3",
  closed: "4",
  report: "5",
  cases: "6",
  resolutions: "7",
  steering: "8",
  help: "?",
} as const;

export type Action = keyof typeof ACTIONS;

const BY_KEY = new Map<string, Action>(
  (Object.entries(ACTIONS) as [Action, string][]).map(([action, key]) => [key, action]),
);

const DIGITS = ["Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7", "Digit8"];

/** The suggestion (0, 1 or 2) that this key inserts, or null. */
export function suggestionKey(event: Key): number | null {
  const one = event.ctrlKey !== event.altKey;
  if (!one || event.metaKey || event.shiftKey || event.getModifierState("AltGraph")) return null;
  const digit = DIGITS.indexOf(event.code);
  return digit >= 0 && digit < 3 ? digit : null;
}

/** The suggestion (0, 1 or 2) whose rejection this key begins, or null: Alt+Shift with its digit. */
export function rejectionKey(event: Key): number | null {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return null;
  const digit = DIGITS.indexOf(event.code);
  return digit >= 0 && digit < 3 ? digit : null;
}

/** What the keyboard does with the resolution that is open, besides moving about. */
export const REVISIONS = {
  search: "/",
  edit: "e",
  hold: "d",
  merge: "f",
  retire: "r",
  approve: "a",
} as const;

export type Revision = keyof typeof REVISIONS;

/** The revision that a bare key asks for, or null. `typing` says that the focus is in a text field. */
export function revision(event: Key, typing: boolean): Revision | null {
  if (typing || event.ctrlKey || event.altKey || event.metaKey) return null;
  const key = event.key.toLowerCase();
  return (Object.keys(REVISIONS) as Revision[]).find((name) => REVISIONS[name] === key) ?? null;
}

/** Ctrl+Enter, or Cmd+Enter on a Mac. */
export function isSend(event: Key): boolean {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey;
}

/** The action of a bare key, or null. `typing` says that the focus is in a text field. */
export function action(event: Key, typing: boolean): Action | null {
  if (typing || event.ctrlKey || event.altKey || event.metaKey) return null;
  const digit = DIGITS.indexOf(event.code);
  if (digit >= 0) return BY_KEY.get(String(digit + 1)) ?? null;
  return BY_KEY.get(event.key.toLowerCase()) ?? null;
}

/** True for elements in which letters are text. */
export function isTextField(element: Element | null): boolean {
  if (element === null) return false;
  const tag = element.tagName;
  if (tag === "TEXTAREA" || tag === "SELECT") return true;
  if (tag !== "INPUT") return element instanceof HTMLElement && element.isContentEditable;
  return !["checkbox", "radio", "button", "submit"].includes((element as HTMLInputElement).type);
}
