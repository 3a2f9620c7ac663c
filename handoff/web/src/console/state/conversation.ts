import { batch, computed, signal } from "@preact/signals";
import type { CmEvent, Detail, Facts, Row, Suggestion } from "../../protocol/console";
import type { Api } from "../api";
import { newer } from "../logic/inbox";
import { apply, head, type Log } from "../logic/log";
import { renamed } from "../logic/placeholders";
import { gapNamed, words } from "../words";
import { Composer } from "./composer";
import type { Reading } from "./inbox";
import type { Drafts } from "../logic/drafts";
import { explained } from "./refusal";
import { SuggestionList } from "./suggestions";

export interface Typing {
  who: "customer" | "bot" | "cm";
  name: string | null;
}

const TYPING_SHOWN_MS = 6000;

/** The conversation that is open: its log without gaps, what is known, and what the CM is writing. */
export class OpenConversation {
  readonly reading = signal<Reading>({ state: "loading" });
  readonly detail = signal<Detail | null>(null);
  readonly row = signal<Row | null>(null);
  readonly log = signal<Log>([]);
  readonly typing = signal<Typing | null>(null);
  /** Numbers of the bot's messages that are marked as wrong. */
  readonly mistakes = signal<ReadonlySet<number>>(new Set());
  readonly facts = computed<Facts>(() => learned(this.detail.value?.facts ?? {}, this.log.value));
  readonly composer: Composer;
  readonly suggestions: SuggestionList;
  private filling = false;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly id: string,
    private readonly api: Api,
    drafts: Drafts,
  ) {
    this.composer = new Composer(id, drafts);
    this.suggestions = new SuggestionList(id, api);
  }

  /** Reads all of it; what is shown already stays meanwhile. */
  async read(): Promise<void> {
    try {
      this.receive(await this.api.conversation(this.id));
    } catch (error) {
      if (this.detail.value === null) {
        this.reading.value = { state: "failed", why: explained(error) };
      }
    }
  }

  /** Takes in the conversation as an answer gave it. */
  receive(detail: Detail): void {
    batch(() => {
      this.detail.value = detail;
      this.row.value = newer(this.row.value ?? undefined, detail.row);
      this.mistakes.value = new Set(detail.mistakes);
      this.reading.value = { state: "ready" };
      this.append(detail.events);
    });
    if (head(this.log.value) < detail.head) void this.fill();
    this.suggest();
  }

  receiveRow(row: Row): void {
    const before = this.row.value;
    this.row.value = newer(before ?? undefined, row);
    // Somebody has logged in at the shop: that changes what is known of their orders.
    if (before !== null && before.customer.verified !== this.row.value.customer.verified) void this.read();
  }

  /** Takes in events from a frame or an answer, and fetches what is missing before them. */
  receiveEvents(events: readonly CmEvent[]): void {
    const before = this.log.value;
    const complete = this.append(events);
    if (!complete) void this.fill();
    const fresh = this.log.value.slice(before.length);
    if (fresh.length === 0) return;
    if (fresh.some((event) => event.kind === "message")) this.typing.value = null;
    if (fresh.some(changesContext)) void this.read();
  }

  /** A ping says how far the log goes: fetches what a lost frame would have brought. */
  reconcile(newest: number): void {
    if (this.detail.value !== null && newest > head(this.log.value)) void this.fill();
  }

  receiveTyping(typing: Typing): void {
    clearTimeout(this.typingTimer);
    this.typing.value = typing;
    this.typingTimer = setTimeout(() => {
      this.typing.value = null;
    }, TYPING_SHOWN_MS);
  }

  /** Puts a suggestion into the reply, its gaps in words, and tells the service that it was taken up. */
  insert(suggestion: Suggestion): void {
    const reply = renamed(suggestion.reply, (name) => gapNamed(words.value, name));
    this.composer.insert({ ...suggestion, reply });
    this.suggestions.tookUp(suggestion.resolution_id);
  }

  /** Marks a message of the bot as wrong, or takes the mark back: shown at once, undone if refused. */
  async markWrong(number: number, wrong: boolean): Promise<void> {
    this.showWrong(number, wrong);
    try {
      await this.api.markWrong(this.id, number, wrong);
    } catch (error) {
      this.showWrong(number, !wrong);
      throw error;
    }
  }

  private showWrong(number: number, wrong: boolean): void {
    const marked = new Set(this.mistakes.value);
    if (wrong) marked.add(number);
    else marked.delete(number);
    this.mistakes.value = marked;
  }

  private append(events: readonly CmEvent[]): boolean {
    const applied = apply(this.log.value, events);
    this.log.value = applied.log;
    return applied.missingAfter === null;
  }

  private async fill(): Promise<void> {
    if (this.filling) return;
    this.filling = true;
    try {
      let more = true;
      while (more) {
        const before = head(this.log.value);
        const events = await this.api.eventsAfter(this.id, before);
        this.append(events);
        more = events.length > 0 && head(this.log.value) > before;
      }
    } catch {
      // The next ping or reconnection asks again.
      return;
    } finally {
      this.filling = false;
    }
  }

  private suggest(): void {
    const row = this.row.value;
    if (row !== null && (row.owner === "cm" || row.owner === "waiting")) {
      void this.suggestions.read();
    }
  }
}

/** The facts that came with the conversation, and those learned since. */
function learned(known: Facts, log: Log): Facts {
  return log.reduce(
    (facts, event) => (event.kind === "facts" ? { ...facts, ...event.body } : facts),
    known,
  );
}

/**
 * Orders, parcels, cases, proofs and the summary are the service's to tell: these events change them.
 * What a customer says may be a proof: a link followed in their mailbox speaks for them.
 */
function changesContext(event: CmEvent): boolean {
  return event.kind === "facts" || event.kind === "case" || event.kind === "owner" || event.author === "customer";
}
