import { describe, expect, test } from "vitest";
import type { CustomerEvent } from "../protocol/widget";
import { Log } from "./log";

const hidden = (number: number): CustomerEvent => ({ number, kind: "hidden" });
const numbers = (log: Log): number[] => log.events.map((event) => event.number);

describe("a conversation's log", () => {
  test("takes event n only after n − 1", () => {
    const log = new Log();
    expect(log.apply(hidden(2))).toBe("gap");
    expect(log.apply(hidden(1))).toBe("applied");
    expect(log.apply(hidden(3))).toBe("gap");
    expect(log.apply(hidden(2))).toBe("applied");
    expect(numbers(log)).toEqual([1, 2]);
  });

  test("shows an event that comes twice once", () => {
    const log = new Log();
    log.apply(hidden(1));
    expect(log.apply(hidden(1))).toBe("known");
    expect(log.applyAll([hidden(1), hidden(1), hidden(2), hidden(2)])).toHaveLength(1);
    expect(numbers(log)).toEqual([1, 2]);
  });

  test("puts a run in order, and stops where one is missing", () => {
    const log = new Log();
    expect(log.applyAll([hidden(3), hidden(1), hidden(2), hidden(5)])).toHaveLength(3);
    expect(numbers(log)).toEqual([1, 2, 3]);
  });

  test("begins at nothing for another conversation", () => {
    const log = new Log();
    log.applyAll([hidden(1), hidden(2)]);
    log.clear();
    expect(log.last).toBe(0);
    expect(log.apply(hidden(1))).toBe("applied");
  });
});
