import type { CustomerEvent, CustomerMessage, OwnerChange } from "../protocol/widget";
import type { Pending } from "./session";

/** One line of the conversation as it is drawn. */
export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; message: CustomerMessage; first: boolean; last: boolean; open: boolean; chosen: string | null }
  | { kind: "pending"; key: string; pending: Pending; first: boolean };

/** Messages of one author within this time belong together: one name, one time. */
const TOGETHER = 5 * 60_000;

/**
 * The conversation as lines: days, groups of messages, what is on its way. A change of owner draws
 * no line of its own, since a service message says it in the brand's voice.
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
    if (event.kind === "owner") return;
    items.push({
      kind: "message",
      key: event.id ?? `event ${event.number}`,
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

/** Of all places told in one wait, the last one is enough. */
function current(event: Shown, index: number, all: readonly Shown[]): boolean {
  if (!tellsPlace(event)) return true;
  const next = all.find((later, at) => at > index && (tellsPlace(later) || later.kind === "owner"));
  return next?.kind !== "message";
}

function tellsPlace(event: Shown): boolean {
  return event.kind === "message" && event.author === "service" && event.code === "place";
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
