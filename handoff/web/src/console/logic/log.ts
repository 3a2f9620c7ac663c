import type { CmEvent } from "../../protocol/console";

/** A conversation's log as far as it is known here, without gaps. */
export type Log = readonly CmEvent[];

export interface Applied {
  log: Log;
  /** The number after which events are missing, or null when nothing is. */
  missingAfter: number | null;
}

/** The newest number the log holds, 0 for an empty one. */
export function head(log: Log): number {
  return log.at(-1)?.number ?? 0;
}

/**
 * Adds the events that continue the log and drops those it holds already. An event is applied only
 * when its predecessor is there; otherwise the answer says after which number to fetch.
 */
export function apply(log: Log, events: readonly CmEvent[]): Applied {
  const grown = [...log];
  let last = head(log);
  let missingAfter: number | null = null;
  for (const event of [...events].sort((a, b) => a.number - b.number)) {
    if (event.number <= last) continue;
    if (event.number !== last + 1) {
      missingAfter = last;
      break;
    }
    grown.push(event);
    last = event.number;
  }
  return { log: grown.length === log.length ? log : grown, missingAfter };
}
