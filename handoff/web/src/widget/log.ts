import type { CustomerEvent } from "../protocol/widget";

/** What became of an event: taken, already had, or too early because one before it is missing. */
export type Applied = "applied" | "known" | "gap";

/** A conversation's numbered log, as far as this page has it: event n only after n − 1. */
export class Log {
  #events: CustomerEvent[] = [];

  /** The number of the last event; 0 before the first. Also what `hello` and `fetch` call `after`. */
  get last(): number {
    return this.#events.length;
  }

  get events(): readonly CustomerEvent[] {
    return this.#events;
  }

  apply(event: CustomerEvent): Applied {
    if (event.number <= this.last) return "known";
    if (event.number > this.last + 1) return "gap";
    this.#events = [...this.#events, event];
    return "applied";
  }

  /** Applies a run of events in order; returns those that were new. */
  applyAll(events: readonly CustomerEvent[]): CustomerEvent[] {
    const ordered = [...events].sort((a, b) => a.number - b.number);
    const fresh = ordered.filter((event) => event.number > this.last);
    const gap = fresh.findIndex((event, index) => event.number !== this.last + 1 + index);
    const taken = gap === -1 ? fresh : fresh.slice(0, gap);
    this.#events = [...this.#events, ...taken];
    return taken;
  }

  /** Forgets everything, for another conversation. */
  clear(): void {
    this.#events = [];
  }
}
