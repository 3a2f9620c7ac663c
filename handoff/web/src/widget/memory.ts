/**
 * What the widget remembers for a brand in this browser. Where the browser refuses storage (private
 * modes, blocked third parties), it remembers for as long as the page lives.
 */
export class Memory {
  readonly #prefix: string;
  readonly #lasting: Storage | Map<string, string>;

  constructor(brand: string, storage: () => Storage) {
    this.#prefix = `relais:${brand}:`;
    this.#lasting = usable(storage) ?? new Map<string, string>();
  }

  get(key: string): string | null {
    const name = this.#prefix + key;
    return this.#lasting instanceof Map ? (this.#lasting.get(name) ?? null) : this.#lasting.getItem(name);
  }

  /** Keeps a value, or forgets the key where the value is null. */
  set(key: string, value: string | null): void {
    const name = this.#prefix + key;
    const kept = this.#lasting;
    if (kept instanceof Map) {
      if (value === null) kept.delete(name);
      else kept.set(name, value);
    } else if (value === null) {
      kept.removeItem(name);
    } else {
      store(kept, name, value);
    }
  }

  /** The keys that begin so, in order of their names. */
  keys(start: string): string[] {
    const all = this.#lasting instanceof Map ? [...this.#lasting.keys()] : Object.keys(this.#lasting);
    const full = this.#prefix + start;
    return all
      .filter((name) => name.startsWith(full))
      .map((name) => name.slice(this.#prefix.length))
      .sort();
  }

  /** Calls back with the key when another tab changed it; returns the function that stops this. */
  watch(changed: (key: string) => void): () => void {
    const listener = (event: StorageEvent): void => {
      if (event.storageArea === this.#lasting && event.key?.startsWith(this.#prefix)) {
        changed(event.key.slice(this.#prefix.length));
      }
    };
    addEventListener("storage", listener);
    return () => {
      removeEventListener("storage", listener);
    };
  }
}

/** Forgets whose browser this was, on a computer that others may use after them. */
export function forgetCustomer(memory: Memory): void {
  for (const key of ["token", "conversation", "seen", "awaited", "identified", ...memory.keys("out:")]) {
    memory.set(key, null);
  }
}

function usable(storage: () => Storage): Storage | null {
  try {
    const found = storage();
    found.getItem("relais");
    return found;
  } catch {
    return null;
  }
}

function store(storage: Storage, name: string, value: string): void {
  try {
    storage.setItem(name, value);
  } catch {
    // The page's storage is full. The message is still sent: only its safety over a reload is gone.
  }
}
