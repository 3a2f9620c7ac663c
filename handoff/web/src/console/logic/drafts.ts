/** What a CM has written and not sent yet, for one conversation. */
export interface Draft {
  text: string;
  /** The suggestion the text started from, so that its use can be counted. */
  suggestion: { resolution_id: string; reply: string } | null;
  /** The id of the attempt to send this text; a retry of the same text uses it again. */
  attempt: Attempt | null;
}

export interface Attempt {
  clientId: string;
  text: string;
}

/** A reply and a note are written apart. */
export type Slot = "reply" | "note";

export const EMPTY: Draft = { text: "", suggestion: null, attempt: null };

/**
 * Drafts by person, conversation and slot, kept in the browser. A storage that refuses (full,
 * forbidden) costs a draft only on reload: the box itself still holds it.
 */
export class Drafts {
  constructor(
    private readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">,
    private readonly person: string,
  ) {}

  read(conversation: string, slot: Slot): Draft {
    try {
      const stored = this.storage.getItem(this.key(conversation, slot));
      return stored === null ? EMPTY : parsed(JSON.parse(stored));
    } catch {
      return EMPTY;
    }
  }

  write(conversation: string, slot: Slot, draft: Draft): void {
    const key = this.key(conversation, slot);
    try {
      if (draft.text === "") this.storage.removeItem(key);
      else this.storage.setItem(key, JSON.stringify(draft));
    } catch {
      return;
    }
  }

  private key(conversation: string, slot: Slot): string {
    return `relais.draft.${this.person}.${conversation}.${slot}`;
  }
}

/** The draft with an id for sending it: the id of the last attempt for the same text, else a new one. */
export function attempted(draft: Draft, newId: () => string): Draft & { attempt: Attempt } {
  const text = draft.text.trim();
  const attempt = draft.attempt?.text === text ? draft.attempt : { clientId: newId(), text };
  return { ...draft, attempt };
}

/** What to tell the service about the suggestion used, and whether the CM changed it; null when none was. */
export function suggestionUsed(draft: Draft): { resolution_id: string; edited: boolean } | null {
  if (draft.suggestion === null) return null;
  const { resolution_id, reply } = draft.suggestion;
  return { resolution_id, edited: draft.text.trim() !== reply.trim() };
}

function parsed(stored: unknown): Draft {
  const draft = stored as Partial<Draft> | null;
  if (typeof draft?.text !== "string") return EMPTY;
  return { text: draft.text, suggestion: draft.suggestion ?? null, attempt: draft.attempt ?? null };
}
