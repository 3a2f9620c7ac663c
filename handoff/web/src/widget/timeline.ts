import type { CustomerEvent, CustomerMessage, OwnerChange } from "../protocol/widget";
import type { Pending } from "./session";

/** One line of the conversation as it is drawn. */
export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; message: CustomerMessage; first: boolean; last: boolean; open: boolean; chosen: string | null }
  | { kind: "pending"; key: string; pending: Pending; first: boolean }
  | { kind: "change"; key: string; change: OwnerChange };

/** Messages of one author within this time belong together: one name, one time. */
const TOGETHER = 5 * 60_000;
/** Service messages of which only the newest is still true. */
const REPLACED = new Set(["place", "waiting"]);

/**
 * The conversation as lines: days, groups of messages, changes of who speaks, what is on its way.
 * Buttons are open until somebody answers, other ones are offered, or who speaks changes.
 */
export function timeline(events: readonly CustomerEvent[], pending: readonly Pending[]): Item[] {
  const shown = events.filter((event) => event.kind !== "hidden").filter(current);
  const decisive = shown.findLastIndex(decides);
  const answering = pending.some(isOnItsWay);
  const items: Item[] = [];
  shown.forEach((event, index) => {
    const before = shown[index - 1];
    if (before === undefined || !sameDay(before.at, event.at)) {
      items.push({ kind: "day", key: `day ${event.number}`, at: event.at });
    }
    if (event.kind === "owner") {
      if (worthSaying(event, shown.slice(0, index))) items.push({ kind: "change", key: keyOf(event), change: event });
      return;
    }
    items.push({
      kind: "message",
      key: event.id ?? keyOf(event),
      message: event,
      first: !together(before, event),
      last: !together(event, shown[index + 1]),
      open: index === decisive && !answering,
      chosen: chosenOf(event, index, shown, pending),
    });
  });
  const last = shown.at(-1);
  pending.forEach((outgoing, index) => {
    const first = index === 0 && !(last?.kind === "message" && last.author === "customer");
    items.push({ kind: "pending", key: outgoing.id, pending: outgoing, first });
  });
  return items;
}

type Shown = CustomerMessage | OwnerChange;

function keyOf(event: Shown): string {
  return `event ${event.number}`;
}

/** Whether a service message still holds; a place in the queue does until the next one. */
function current(event: Shown, index: number, all: readonly Shown[]): boolean {
  const code = codeOf(event);
  if (code === null || !REPLACED.has(code)) return true;
  return !all.slice(index + 1).some((later) => codeOf(later) === code || later.kind === "owner");
}

function codeOf(event: Shown): string | null {
  return event.kind === "message" && event.author === "service" ? event.code : null;
}

/** The first owner is the bot, which says so itself; only changes from that are worth a line. */
function worthSaying(change: OwnerChange, before: readonly Shown[]): boolean {
  const previous = before.filter((event) => event.kind === "owner").at(-1);
  return change.owner !== (previous?.owner ?? "bot") || (change.owner === "cm" && change.name !== previous?.name);
}

function together(one: Shown | undefined, other: Shown | undefined): boolean {
  return (
    one?.kind === "message" &&
    other?.kind === "message" &&
    one.author === other.author &&
    one.name === other.name &&
    Date.parse(other.at) - Date.parse(one.at) < TOGETHER &&
    sameDay(one.at, other.at)
  );
}

function chosenOf(
  message: CustomerMessage,
  index: number,
  shown: readonly Shown[],
  pending: readonly Pending[],
): string | null {
  if (message.buttons.length === 0) return null;
  const answer = shown.find((event, at) => at > index && event.kind === "message" && event.author === "customer");
  const said = answer?.kind === "message" ? answer.text : pending.find(isOnItsWay)?.text;
  return message.buttons.find((button) => button.title === said)?.id ?? null;
}

function decides(event: Shown): boolean {
  if (event.kind === "owner") return true;
  return event.author === "customer" || event.author === "cm" || event.buttons.length > 0;
}

function isOnItsWay(pending: Pending): boolean {
  return pending.refused === null;
}

function sameDay(one: string, other: string): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
