import { computed, signal } from "@preact/signals";
import type { Suggestion } from "../../protocol/console";
import { attempted, EMPTY, type Draft, type Drafts, type Slot } from "../logic/drafts";
import { inserted, type Selection } from "../logic/insertion";
import { scan } from "../logic/placeholders";

/** What is being written in one conversation: a reply and a note, each kept until it is sent. */
export class Composer {
  readonly slot = signal<Slot>("reply");
  readonly draft = computed(() => (this.slot.value === "reply" ? this.reply.value : this.note.value));
  readonly sending = signal(false);
  /** Why the last attempt to send was refused; gone with the next change of the text. */
  readonly refusal = signal<string | null>(null);
  readonly gaps = computed(() => (this.slot.value === "reply" ? scan(this.reply.value.text) : []));
  readonly sendable = computed(
    () => !this.sending.value && this.gaps.value.length === 0 && this.draft.value.text.trim() !== "",
  );
  /** A selection for the box to make after its next drawing. */
  readonly selected = signal<Selection | null>(null);
  /** Where the caret was last in the reply. */
  caret: Selection = { start: 0, end: 0 };
  private readonly reply;
  private readonly note;

  constructor(
    private readonly conversation: string,
    private readonly drafts: Drafts,
  ) {
    this.reply = signal(drafts.read(conversation, "reply"));
    this.note = signal(drafts.read(conversation, "note"));
  }

  write(text: string): void {
    const draft = this.draft.value;
    // A text emptied and begun anew owes nothing to the suggestion it once was.
    const suggestion = text.trim() === "" ? null : draft.suggestion;
    this.keep(this.slot.value, { ...draft, text, suggestion });
    this.refusal.value = null;
  }

  /** Puts a suggestion into the reply; `selected` tells the box what to select afterwards. */
  insert(suggestion: Suggestion): void {
    this.slot.value = "reply";
    const { draft, selection } = inserted(this.reply.value, suggestion, this.caret);
    this.keep("reply", draft);
    this.selected.value = selection;
    this.refusal.value = null;
  }

  /** Gives the text its id for sending, and keeps both: a retry after a reload cannot double it. */
  attempt(): { text: string; clientId: string; draft: Draft } {
    const draft = attempted(this.draft.value, () => crypto.randomUUID());
    this.keep(this.slot.value, draft);
    return { text: draft.attempt.text, clientId: draft.attempt.clientId, draft };
  }

  /** The text arrived: its draft is gone, unless the CM has written on meanwhile. */
  sent(slot: Slot, text: string): void {
    const draft = slot === "reply" ? this.reply.value : this.note.value;
    if (draft.text.trim() === text) this.keep(slot, EMPTY);
  }

  private keep(slot: Slot, draft: Draft): void {
    (slot === "reply" ? this.reply : this.note).value = draft;
    this.drafts.write(this.conversation, slot, draft);
  }
}
