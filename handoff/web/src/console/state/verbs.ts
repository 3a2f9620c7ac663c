import { computed, signal } from "@preact/signals";
import type { Row } from "../../protocol/console";
import type { Outcome } from "../../protocol/conversation";
import { Refused, type Api, type Transfer } from "../api";
import { suggestionUsed, type Slot } from "../logic/drafts";
import type { Action } from "../logic/keys";
import { possible } from "../logic/verbs";
import { dressed } from "../logic/voice";
import { words } from "../words";
import type { Console } from "./console";
import type { OpenConversation } from "./conversation";
import { explained } from "./refusal";

/** When a promise is due on its day. */
const DUE_AT = "09:00";

/** What a CM does with conversations. Each verb says what came of it, and puts the focus where work goes on. */
export class Verbs {
  /** One verb at a time: a key pressed twice does it once. */
  readonly busy = signal(false);
  /** What may be done with the open conversation now, by this person. */
  readonly possible = computed<ReadonlySet<Action>>(() => possible(this.desk.row.value, this.desk.me));

  private readonly performed: Partial<Record<Action, () => void>> = {
    claim: () => void this.claim(),
    takeOver: () => void this.takeOver(),
    handBack: () => (this.desk.dialog.value = "handBack"),
    transfer: () => (this.desk.dialog.value = "transfer"),
    close: () => (this.desk.dialog.value = "close"),
    reply: () => {
      this.compose("reply");
    },
    note: () => {
      this.compose("note");
    },
    dress: () => {
      this.dress();
    },
    history: () => (this.desk.botPartShown.value = !this.desk.historyShown.value),
    panel: () => (this.desk.panelShown.value = !this.desk.panelShown.value),
  };

  constructor(
    private readonly desk: Console,
    private readonly api: Api,
  ) {}

  /** Does, or begins by a window, a verb that is possible; false when it is not. */
  perform(verb: Action): boolean {
    if (!this.possible.value.has(verb)) return false;
    this.performed[verb]?.();
    return true;
  }

  /** Takes the conversation that should be answered next, and opens it ready to type. */
  takeNext(): Promise<void> {
    return this.once(async () => {
      const detail = await this.api.next();
      if (detail !== null) {
        this.desk.adopt(detail);
        return;
      }
      this.desk.notices.say("good", words.value.notices.nothingWaits);
      void this.desk.inbox.read();
    });
  }

  handBack(): Promise<void> {
    const said = words.value.notices.handedBack;
    return this.change((id, row) => this.api.handBack(id, row.version), "timeline", said);
  }

  transfer(to: Transfer): Promise<void> {
    const said = words.value.notices.transferred;
    return this.change((id, row) => this.api.transfer(id, row.version, to), "timeline", said);
  }

  close(outcome: Outcome): Promise<void> {
    const said = words.value.notices.closed(words.value.outcomes[outcome]);
    return this.change((id, row) => this.api.close(id, row.version, outcome), "timeline", said);
  }

  /** Forgets the customer of the open conversation, for good. */
  erase(): Promise<void> {
    return this.once(async () => {
      const row = this.desk.row.value;
      if (row === null) return;
      const conversations = await this.api.erase(row.customer.id);
      this.desk.dialog.value = null;
      this.desk.notices.say("good", words.value.notices.erased(conversations));
      this.desk.reopen();
    });
  }

  /** Says that what was promised has been done. */
  settleCase(number: string): Promise<void> {
    return this.ofCase((id) => this.api.settleCase(id, number), words.value.notices.settled(number));
  }

  /** Promises another day, in the morning; the customer is told. */
  postponeCase(number: string, day: string): Promise<void> {
    const due = new Date(`${day}T${DUE_AT}`);
    return this.ofCase((id) => this.api.postponeCase(id, number, due), words.value.notices.postponed(number));
  }

  private ofCase(done: (conversation: string) => Promise<void>, said: string): Promise<void> {
    return this.once(async () => {
      const row = this.desk.row.value;
      if (row === null) return;
      await done(row.id);
      this.desk.notices.say("good", said);
      this.desk.reopen();
    });
  }

  /** Marks a message of the bot as wrong where it is not, and takes the mark back where it is. */
  async toggleWrong(open: OpenConversation, number: number): Promise<void> {
    try {
      await open.markWrong(number, !open.mistakes.value.has(number));
    } catch (error) {
      this.desk.notices.say("bad", explained(error));
    }
  }

  /** Sends the reply or the note being written; refused, it stays where it was, with the reason. */
  async send(): Promise<void> {
    const open = this.desk.open.value;
    const row = this.desk.row.value;
    if (open === null || row === null || !open.composer.sendable.value) return;
    const { composer } = open;
    composer.sending.value = true;
    composer.refusal.value = null;
    try {
      await this.sendFrom(open, row);
      this.desk.focus.value = this.desk.mine.value ? "reply" : "timeline";
    } catch (error) {
      composer.refusal.value = explained(error);
      this.heed(error);
    } finally {
      composer.sending.value = false;
    }
  }

  private async sendFrom(open: OpenConversation, row: Row): Promise<void> {
    const { composer } = open;
    const slot = composer.slot.value;
    const { text, clientId, draft } = composer.attempt();
    const event =
      slot === "note"
        ? await this.api.note(open.id, { client_id: clientId, text })
        : await this.api.send(open.id, {
            client_id: clientId,
            version: row.version,
            text,
            suggestion: suggestionUsed(draft),
          });
    open.receiveEvents([event]);
    composer.sent(slot, text);
    composer.slot.value = "reply";
  }

  private claim(): Promise<void> {
    return this.change((id) => this.api.claim(id), "reply");
  }

  private takeOver(): Promise<void> {
    return this.change((id) => this.api.takeOver(id), "reply");
  }

  private compose(slot: Slot): void {
    const open = this.desk.open.value;
    if (open === null) return;
    open.composer.slot.value = slot;
    this.desk.focus.value = "reply";
  }

  /** Puts the brand's greeting and the CM's signature around the reply. */
  private dress(): void {
    const { me } = this.desk;
    const open = this.desk.open.value;
    const row = this.desk.row.value;
    const brand = me.brands.find(({ name }) => name === row?.brand);
    if (open === null || row === null || brand === undefined) return;
    this.compose("reply");
    const text = open.composer.draft.value.text;
    const firstName = open.facts.value.first_name;
    const customer = typeof firstName === "string" ? firstName : row.customer.name;
    open.composer.write(dressed(text, brand, row.language, me.name, customer));
  }

  /** One change of owner: asked once, and its row taken in. Who has it now writes; who let go reads. */
  private change(
    ask: (id: string, row: Row) => Promise<{ row: Row }>,
    focus: "reply" | "timeline",
    said?: string,
  ): Promise<void> {
    return this.once(async () => {
      const row = this.desk.row.value;
      if (row === null) return;
      this.desk.take((await ask(row.id, row)).row);
      this.desk.dialog.value = null;
      this.desk.focus.value = focus;
      if (said !== undefined) this.desk.notices.say("good", said);
      if (focus === "reply") this.desk.go({ page: "inbox", view: "mine", conversation: row.id });
    });
  }

  private async once(work: () => Promise<void>): Promise<void> {
    if (this.busy.value) return;
    this.busy.value = true;
    try {
      await work();
    } catch (error) {
      this.heed(error);
      this.desk.dialog.value = null;
      this.desk.notices.say("bad", explained(error));
    } finally {
      this.busy.value = false;
    }
  }

  /** A refusal brings the conversation as it is now. */
  private heed(error: unknown): void {
    if (error instanceof Refused && error.row !== null) this.desk.take(error.row);
  }
}
