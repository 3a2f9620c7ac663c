import { signal } from "@preact/signals";

const TICK_MS = 10_000;

/** The present, renewed every ten seconds: what shows a wait or a deadline reads it. */
export const now = signal(new Date());

export function startClock(): void {
  setInterval(() => {
    now.value = new Date();
  }, TICK_MS);
}
