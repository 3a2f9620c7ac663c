import type { Counts, Row } from "../../protocol/console";
import type { Urgency } from "../../protocol/conversation";
import type { View } from "./route";

const WEIGHT: Record<Urgency, number> = { critical: 0, high: 1, normal: 2 };

/** Whether a row belongs in a view of this person's inbox. */
export function belongs(row: Row, view: View, me: string): boolean {
  switch (view) {
    case "waiting":
      return row.owner === "waiting";
    case "mine":
      return row.owner === "cm" && row.cm?.id === me;
    case "bot":
      return row.owner === "bot";
    case "closed":
      return row.owner === "closed";
  }
}

/**
 * The rows of a view in working order: what waits by deadline (earliest first, then urgency, then
 * longest wait), my own by whether the customer waits for me, everything else newest first.
 */
export function ordered(rows: Iterable<Row>, view: View, me: string, brand: string | null): Row[] {
  const shown = [...rows].filter(
    (row) => belongs(row, view, me) && (brand === null || row.brand === brand),
  );
  return shown.sort(view === "waiting" ? byDeadline : view === "mine" ? byWhoIsOwed : byNewest);
}

/** True when the customer spoke last: an answer is owed. */
export function owed(row: Row): boolean {
  return row.last?.author === "customer";
}

/** A row replaces what is known only if it is not older: frames and answers may cross. */
export function newer(known: Row | undefined, row: Row): Row {
  if (known === undefined) return row;
  const older = row.version < known.version || (row.version === known.version && row.head < known.head);
  return older ? known : row;
}

/**
 * What remains of the known rows after a view was read again: rows of that view that the service no
 * longer lists have left it while nobody told us. `complete` says that the answer held the whole view.
 */
export function reconciled(
  known: ReadonlyMap<string, Row>,
  answer: readonly Row[],
  view: View,
  me: string,
  complete: boolean,
): Map<string, Row> {
  const listed = new Set(answer.map((row) => row.id));
  const kept = new Map<string, Row>();
  for (const [id, row] of known) {
    if (complete && belongs(row, view, me) && !listed.has(id)) continue;
    kept.set(id, row);
  }
  for (const row of answer) kept.set(row.id, newer(kept.get(row.id), row));
  return kept;
}

/** The row before or after the one open, for the arrow keys; the first when none is. */
export function neighbour(rows: readonly Row[], open: string | null, step: 1 | -1): Row | null {
  const at = rows.findIndex((row) => row.id === open);
  if (at < 0) return rows[0] ?? null;
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)] ?? null;
}

/** The window's title: how many wait, then the product. */
export function title(counts: Counts): string {
  return counts.waiting > 0 ? `(${counts.waiting}) Relais` : "Relais";
}

function byDeadline(a: Row, b: Row): number {
  return (
    time(a.deadline, NEVER) - time(b.deadline, NEVER) ||
    WEIGHT[a.urgency] - WEIGHT[b.urgency] ||
    time(a.waiting_since, 0) - time(b.waiting_since, 0) ||
    a.id.localeCompare(b.id)
  );
}

function byWhoIsOwed(a: Row, b: Row): number {
  if (owed(a) !== owed(b)) return owed(a) ? -1 : 1;
  if (!owed(a)) return byNewest(a, b);
  return WEIGHT[a.urgency] - WEIGHT[b.urgency] || lastAt(a) - lastAt(b);
}

function byNewest(a: Row, b: Row): number {
  return time(b.updated_at, 0) - time(a.updated_at, 0) || a.id.localeCompare(b.id);
}

function lastAt(row: Row): number {
  return time(row.last?.at ?? null, 0);
}

const NEVER = Number.MAX_SAFE_INTEGER;

function time(iso: string | null, otherwise: number): number {
  if (iso === null) return otherwise;
  const value = Date.parse(iso);
  return Number.isNaN(value) ? otherwise : value;
}
