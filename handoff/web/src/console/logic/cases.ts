import type { Case, CaseStatus } from "../../protocol/console";

/** As many as the service gives at once. */
export const CASES_AT_ONCE = 200;

const SOON_MS = 24 * 3_600_000;

/** Open cases soonest due first, closed ones newest first. */
export function inOrder(cases: readonly Case[], status: CaseStatus): Case[] {
  const sorted = [...cases].sort((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at));
  return status === "open" ? sorted : sorted.sort((a, b) => closedAt(b) - closedAt(a));
}

/** How a promise stands: kept, missed so far, due within a day, or with time left. */
export function standing(one: Case, now: Date): "closed" | "overdue" | "soon" | "later" {
  if (one.status === "closed") return "closed";
  const left = Date.parse(one.due_at) - now.getTime();
  if (left < 0) return "overdue";
  return left < SOON_MS ? "soon" : "later";
}

/** The number of the case before or after `current`; the first where none is. */
export function beside(cases: readonly Case[], current: string | null, by: 1 | -1): string | null {
  const at = cases.findIndex(({ number }) => number === current);
  const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), cases.length - 1);
  return cases[to]?.number ?? null;
}

function closedAt(one: Case): number {
  return one.closed_at === null ? 0 : Date.parse(one.closed_at);
}
