import type { Me, Resolution, ResolutionDetail } from "../../protocol/console";
import type { Revision } from "./keys";
import { supervises } from "./verbs";

/** Characters of a question or a reply, as the service counts them. */
export const LONGEST_WORDS = 10_000;

/** How a resolution stands: taken out, past its day, allowed to the bot, or just suggested. */
export function standing(one: Resolution, today: string): "retired" | "expired" | "approved" | "suggested" {
  if (one.retired_at !== null) return "retired";
  if (one.holds_until !== null && one.holds_until < today) return "expired";
  return one.approved_at === null ? "suggested" : "approved";
}

/** Whether this person may change what others get suggested. */
export function revises(me: Pick<Me, "role">): boolean {
  return me.role === "trainer" || supervises(me);
}

/** What may be done with a resolution as it stands; the service decides again. */
export function possibleRevisions(one: ResolutionDetail | null, me: Pick<Me, "role">): ReadonlySet<Revision> {
  const possible: Revision[] = ["search"];
  if (one !== null && revises(me)) {
    possible.push("retire");
    if (one.retired_at === null) possible.push("edit", "hold", "merge");
    if (one.retired_at === null && supervises(me) && (one.approved_at !== null || one.barred.length === 0)) {
      possible.push("approve");
    }
  }
  return new Set(possible);
}

/** The id before or after `current`; the first where none is. */
export function beside(all: readonly Resolution[], current: string | null, by: 1 | -1): string | null {
  const at = all.findIndex(({ id }) => id === current);
  const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
  return all[to]?.id ?? null;
}

/** The list with one of its resolutions as it is now; the rest of the list stays where it is. */
export function updated(all: readonly Resolution[], one: Resolution): Resolution[] {
  return all.map((known) => (known.id === one.id ? one : known));
}
