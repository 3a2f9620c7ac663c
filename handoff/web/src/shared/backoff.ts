const FIRST = 500;
const LONGEST = 20_000;

/**
 * Milliseconds to wait before the next attempt: doubling, at most 20 s, half of it by chance, so
 * that a restarted service is not met by all clients in the same instant.
 */
export function delayBefore(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST, FIRST * 2 ** attempt);
  return full / 2 + (full / 2) * random();
}
