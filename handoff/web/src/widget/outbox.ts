import type { Memory } from "./memory";

/** Something the customer sent that the service has not yet shown back to us. */
export interface Outgoing {
  id: string;
  text: string;
  /** The button's id where a button was pressed. */
  button: string | null;
  /** ISO 8601, by this browser's clock. */
  at: string;
  /** Why the service refused it; it is then not sent again. */
  refused: string | null;
}

const START = "out:";

/**
 * What was sent and not yet stored by the service. It outlives the page: one key for each message,
 * so that two tabs never overwrite each other's. Sending twice is harmless (the id stays the same).
 */
export class Outbox {
  readonly #memory: Memory;
  #all: { key: string; outgoing: Outgoing }[] = [];
  #count = 0;

  constructor(memory: Memory) {
    this.#memory = memory;
    this.reload();
  }

  /** In the order in which they were written. */
  get all(): readonly Outgoing[] {
    return this.#all.map(({ outgoing }) => outgoing);
  }

  get unsent(): readonly Outgoing[] {
    return this.all.filter((outgoing) => outgoing.refused === null);
  }

  add(outgoing: Outgoing): void {
    this.#count += 1;
    const order = `${Date.parse(outgoing.at).toString(36).padStart(9, "0")}.${this.#count.toString(36).padStart(4, "0")}`;
    this.#put(`${START}${order}.${outgoing.id}`, outgoing);
  }

  refuse(id: string, reason: string): void {
    const found = this.#all.find(({ outgoing }) => outgoing.id === id);
    if (found) this.#put(found.key, { ...found.outgoing, refused: reason });
  }

  /** Takes a message out: stored, or withdrawn by the customer. Returns it where it was there. */
  take(id: string): Outgoing | null {
    const found = this.#all.find(({ outgoing }) => outgoing.id === id);
    if (!found) return null;
    this.#memory.set(found.key, null);
    this.#all = this.#all.filter(({ key }) => key !== found.key);
    return found.outgoing;
  }

  /** Reads again what the tabs of this browser have kept. */
  reload(): void {
    this.#all = this.#memory.keys(START).flatMap((key) => {
      const outgoing = parse(this.#memory.get(key));
      return outgoing ? [{ key, outgoing }] : [];
    });
  }

  #put(key: string, outgoing: Outgoing): void {
    this.#memory.set(key, JSON.stringify(outgoing));
    this.#all = [...this.#all.filter((kept) => kept.key !== key), { key, outgoing }].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
  }
}

function parse(stored: string | null): Outgoing | null {
  if (stored === null) return null;
  try {
    const read = JSON.parse(stored) as Partial<Outgoing> | null;
    if (typeof read?.id !== "string" || typeof read.text !== "string" || typeof read.at !== "string") return null;
    return { id: read.id, text: read.text, at: read.at, button: read.button ?? null, refused: read.refused ?? null };
  } catch {
    return null;
  }
}
