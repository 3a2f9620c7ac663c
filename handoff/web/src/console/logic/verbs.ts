import type { Me, Row } from "../../protocol/console";
import type { Outcome } from "../../protocol/conversation";
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

/** Whether this person steers the bot and may take a conversation from a colleague. */
export function supervises(me: Pick<Me, "role">): boolean {
  return me.role === "supervisor" || me.role === "admin";
}

/**
 * The outcomes that a CM may close with, the likeliest first: a promise where a case is open, which
 * somebody will follow up; else resolved.
 */
export function closingOutcomes(caseOpen: boolean): readonly Outcome[] {
  const rest = ["answered_by_mail", "spam"] as const;
  return caseOpen ? ["promised", "resolved_by_cm", ...rest] : ["resolved_by_cm", "promised", ...rest];
}
