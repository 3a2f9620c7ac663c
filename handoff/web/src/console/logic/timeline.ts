import type { CmEvent } from "../../protocol/console";
import type { Owner } from "../../protocol/conversation";
import type { Log } from "./log";

export type MessageEvent = Extract<CmEvent, { kind: "message" }>;
export type NoteEvent = Extract<CmEvent, { kind: "note" }>;
export type OwnerEvent = Extract<CmEvent, { kind: "owner" }>;
export type CaseEvent = Extract<CmEvent, { kind: "case" }>;
export type ErasedEvent = Extract<CmEvent, { kind: "erased" }>;

/** What the timeline draws, top to bottom. `key` is stable while the log grows. */
export type Item =
  | { kind: "day"; key: string; at: string }
  | { kind: "message"; key: string; event: MessageEvent; first: boolean }
  | { kind: "note"; key: string; event: NoteEvent }
  | { kind: "owner"; key: string; event: OwnerEvent }
  | { kind: "case"; key: string; event: CaseEvent }
  | { kind: "erased"; key: string; event: ErasedEvent };

/** A stretch of the conversation under one kind of owner: the bot's is the one that can be folded. */
export interface Stretch {
  key: string;
  byBot: boolean;
  items: Item[];
}

/** What a folded stretch says of itself. */
export interface Digest {
  messages: number;
  from: string;
  to: string;
  /** What the customer came with: their first message of several words, past a mere "bonjour". */
  opening: string | null;
  /** Their last message, where it is another one: the first thing that a human has to answer. */
  latest: string | null;
}

/**
 * Cuts a log into stretches. The change of owner that ends the bot's part stays outside it, so that
 * a folded part never hides the reason why a human was called.
 */
export function stretches(log: Log, dayOf: (at: Date) => string): Stretch[] {
  const cut: Stretch[] = [];
  let owner: Owner = "bot";
  let day = "";
  let previous: CmEvent | null = null;
  for (const event of log) {
    if (event.kind === "owner") owner = event.body.to;
    const item = drawn(event, previous);
    if (item === null) continue;
    const stretch = continued(cut, owner === "bot" && event.kind !== "owner", event.number);
    const today = dayOf(new Date(event.at));
    if (today !== day) {
      stretch.items.push({ kind: "day", key: `day-${event.number}`, at: event.at });
      day = today;
      if (item.kind === "message") item.first = true;
    }
    stretch.items.push(item);
    previous = event;
  }
  return cut;
}

/** Whether a human has had the conversation in its last episode. */
export function hadCm(log: Log): boolean {
  const episode = log.at(-1)?.episode;
  return log.some((event) => event.kind === "owner" && event.episode === episode && event.body.to === "cm");
}

/** How many messages a stretch holds, when, and how the customer began. */
export function digest(stretch: Stretch): Digest | null {
  const messages = stretch.items
    .filter((item) => item.kind === "message")
    .map((item) => item.event);
  const [first] = messages;
  const last = messages.at(-1);
  if (first === undefined || last === undefined) return null;
  const said = messages.filter((event) => event.author === "customer").map((event) => event.body.text);
  const opening = said.find((text) => text.trim().split(/\s+/).length >= SEVERAL_WORDS) ?? said[0] ?? null;
  const latest = said.at(-1) ?? null;
  return {
    messages: messages.length,
    from: first.at,
    to: last.at,
    opening,
    latest: latest === opening ? null : latest,
  };
}

const SEVERAL_WORDS = 3;

function continued(cut: Stretch[], byBot: boolean, number: number): Stretch {
  const open = cut.at(-1);
  if (open?.byBot === byBot) return open;
  const stretch: Stretch = { key: `stretch-${number}`, byBot, items: [] };
  cut.push(stretch);
  return stretch;
}

function drawn(event: CmEvent, previous: CmEvent | null): Item | null {
  const key = String(event.number);
  switch (event.kind) {
    case "message":
      return { kind: "message", key, event, first: !sameVoice(event, previous) };
    case "note":
      return { kind: "note", key, event };
    case "owner":
      return { kind: "owner", key, event };
    case "case":
      return { kind: "case", key, event };
    case "erased":
      // One line for all that was erased in a row.
      return previous?.kind === "erased" ? null : { kind: "erased", key, event };
    case "facts":
    case "work":
      return null;
  }
}

const CLOSE_TOGETHER_MS = 5 * 60_000;

function sameVoice(event: CmEvent, previous: CmEvent | null): boolean {
  return (
    previous?.kind === "message" &&
    previous.author === event.author &&
    previous.author_id === event.author_id &&
    Date.parse(event.at) - Date.parse(previous.at) < CLOSE_TOGETHER_MS
  );
}
