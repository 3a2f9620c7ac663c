import type { Me, Row } from "../../protocol/console";
import type { Outcome, Owner } from "../../protocol/conversation";
import type { Action } from "./keys";

const ALWAYS: readonly Action[] = ["note", "history", "panel"];

/** What this person may do with a conversation as it stands; the service decides again. */
export function possible(row: Row | null, me: Pick<Me, "id" | "role">): ReadonlySet<Action> {
  if (row === null) return new Set();
  return new Set([...ALWAYS, ...byOwner(row, me)]);
}

function byOwner(row: Row, me: Pick<Me, "id" | "role">): readonly Action[] {
  switch (row.owner) {
    case "bot":
      return ["takeOver"];
    case "waiting":
      return ["claim"];
    case "cm":
      if (row.cm?.id === me.id) return ["reply", "dress", "handBack", "transfer", "close"];
      return supervises(me) ? ["takeOver"] : [];
    case "closed":
      return [];
  }
}

function supervises(me: Pick<Me, "role">): boolean {
  return me.role === "supervisor" || me.role === "admin";
}

/** The outcomes a conversation may be closed with: its owner at closing decides between bot and CM. */
const CLOSING: Record<Owner, readonly Outcome[]> = {
  bot: [],
  waiting: [],
  cm: ["resolved_by_cm", "promised", "answered_by_mail", "spam"],
  closed: [],
};

/**
 * The outcomes to choose from, the likeliest first: a promise where a case is open, else resolved.
 */
export function closingOutcomes(owner: Owner, caseOpen: boolean): readonly Outcome[] {
  const outcomes = CLOSING[owner];
  if (!caseOpen) return outcomes;
  return [...outcomes].sort((a, b) => Number(b === "promised") - Number(a === "promised"));
}
