import { batch, computed, signal } from "@preact/signals";
import type { Me, NearResolution, Resolution, ResolutionDetail, ResolutionState } from "../../protocol/console";
import type { Api, ResolutionChange } from "../api";
import type { Revision } from "../logic/keys";
import { beside, possibleRevisions, updated } from "../logic/resolutions";
import { words } from "../words";
import { Attempt } from "./attempt";
import type { Reading } from "./inbox";
import { explained } from "./refusal";

/** The form that is open below a resolution. */
export type Form = "edit" | "hold" | "merge" | null;

/** What is being written about one resolution; kept while one looks elsewhere. */
export interface WordsDraft {
  id: string;
  question: string;
  reply: string;
  /** When the words that one began from were edited last. */
  editedAt: string | null;
}

const PAUSE_MS = 250;

/** What the team has learnt to answer: the list as it is narrowed, and the one that is open. */
export class ResolutionList {
  readonly search = signal("");
  readonly state = signal<ResolutionState>("suggested");
  readonly brand = signal<string | null>(null);
  readonly language = signal<string | null>(null);
  readonly team = signal<string | null>(null);
  readonly reading = signal<Reading>({ state: "loading" });
  readonly shown = signal<readonly Resolution[]>([]);
  readonly total = signal(0);
  readonly next = signal<string | null>(null);

  readonly current = signal<string | null>(null);
  readonly opening = signal<Reading>({ state: "ready" });
  readonly open = signal<ResolutionDetail | null>(null);
  readonly near = signal<readonly NearResolution[] | null>(null);
  readonly form = signal<Form>(null);
  readonly draft = signal<WordsDraft | null>(null);
  /** The kinds of particulars that the last edit took out of this resolution's words. */
  readonly takenOut = signal<readonly string[]>([]);
  /** A wish to have the focus in the search field; who owns it takes it and clears the wish. */
  readonly seeking = signal(false);
  /** One change at a time, with the reason where it was refused. */
  readonly attempt = new Attempt();
  readonly possible = computed(() => possibleRevisions(this.open.value, this.me));

  private asked = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly me: Pick<Me, "role">,
    private readonly say: (text: string) => void,
  ) {}

  /** Narrows the list by words, once the CM pauses. */
  type(text: string): void {
    this.search.value = text;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.read(), PAUSE_MS);
  }

  /** Narrows the list by something else. */
  narrow(change: () => void): void {
    clearTimeout(this.waiting);
    batch(() => {
      change();
      this.shown.value = [];
      this.reading.value = { state: "loading" };
    });
    void this.read();
  }

  /** Reads the list from its beginning; what is shown stays meanwhile. */
  async read(): Promise<void> {
    await this.readPage(null);
  }

  async more(): Promise<void> {
    if (this.next.value !== null) await this.readPage(this.next.value);
  }

  /** Opens the one before or after; null where there is none. */
  beside(by: 1 | -1): string | null {
    return beside(this.shown.value, this.current.value, by);
  }

  /** Shows a resolution, or none. */
  async show(id: string | null): Promise<void> {
    if (id === this.current.value && (id === null || this.open.value?.id === id)) return;
    batch(() => {
      this.current.value = id;
      this.open.value = null;
      this.near.value = null;
      this.takenOut.value = [];
      this.attempt.refusal.value = null;
      this.form.value = id !== null && this.draft.value?.id === id ? "edit" : null;
      this.opening.value = id === null ? { state: "ready" } : { state: "loading" };
    });
    if (id !== null) await this.reopen();
  }

  /** Reads the open resolution anew. */
  async reopen(): Promise<void> {
    const id = this.current.value;
    if (id === null) return;
    try {
      const detail = await this.api.resolution(id);
      if (this.current.value !== id) return;
      batch(() => {
        this.open.value = detail;
        this.opening.value = { state: "ready" };
      });
    } catch (error) {
      if (this.current.value === id) this.opening.value = { state: "failed", why: explained(error) };
    }
  }

  /** Opens a form, or closes it where it is open already. */
  toggle(form: Exclude<Form, null>): void {
    const one = this.open.value;
    if (one === null || !this.possible.value.has(form)) return;
    const closing = this.form.value === form;
    this.form.value = closing ? null : form;
    this.attempt.refusal.value = null;
    if (form === "edit") this.draft.value = closing ? null : begun(one);
    if (form === "merge" && !closing) void this.readNear(one.id);
  }

  write(change: Partial<Pick<WordsDraft, "question" | "reply">>): void {
    if (this.draft.value !== null) this.draft.value = { ...this.draft.value, ...change };
  }

  close(): void {
    batch(() => {
      this.form.value = null;
      this.draft.value = null;
      this.attempt.refusal.value = null;
    });
  }

  /** Changes the open resolution; refused, it is shown as it is now, beside what one wrote. */
  async revise(change: ResolutionChange): Promise<void> {
    const id = this.current.value;
    if (id === null) return;
    const done = await this.attempt.make(async () => {
      const { taken_out = [], ...detail } = await this.api.revise(id, change);
      batch(() => {
        this.shown.value = updated(this.shown.value, detail);
        if (this.current.value !== id) return;
        this.open.value = detail;
        if (change.verb === "edit") this.takenOut.value = taken_out;
        this.close();
      });
    });
    if (!done) {
      await this.reopen();
      this.rebase();
      return;
    }
    this.say(words.value.resolutions.done[change.verb]);
    void this.read();
  }

  /** Does what a key or a button asks for; false where it is not possible. */
  press(asked: Revision): boolean {
    const one = this.open.value;
    if (!this.possible.value.has(asked)) return false;
    if (asked === "search") this.seeking.value = true;
    else if (asked === "edit" || asked === "hold" || asked === "merge") this.toggle(asked);
    else if (one !== null) void this.revise(asked === "retire" ? retiring(one) : approving(one));
    return true;
  }

  /** What somebody else wrote meanwhile is shown now: saving again is a decision that has seen it. */
  private rebase(): void {
    const [draft, one] = [this.draft.value, this.open.value];
    if (draft !== null && draft.id === one?.id) this.draft.value = { ...draft, editedAt: one.edited_at };
  }

  private async readPage(cursor: string | null): Promise<void> {
    const asked = ++this.asked;
    const words = this.search.value.trim();
    const search = {
      q: words === "" ? null : words,
      state: this.state.value,
      brand: this.brand.value,
      language: this.language.value,
      team: this.team.value,
    };
    try {
      const page = await this.api.resolutions(search, cursor);
      if (asked !== this.asked) return;
      batch(() => {
        this.shown.value = cursor === null ? page.resolutions : [...this.shown.value, ...page.resolutions];
        this.next.value = page.next;
        this.total.value = page.total;
        this.reading.value = { state: "ready" };
      });
    } catch (error) {
      if (asked === this.asked) this.reading.value = { state: "failed", why: explained(error) };
    }
  }

  private async readNear(id: string): Promise<void> {
    this.near.value = null;
    try {
      const near = await this.api.near(id);
      if (this.current.value === id) this.near.value = near;
    } catch {
      // Nothing to choose from is said as that: merging waits until the engine answers.
      if (this.current.value === id) this.near.value = [];
    }
  }
}

function retiring(one: ResolutionDetail): ResolutionChange {
  return { verb: one.retired_at === null ? "retire" : "restore" };
}

function approving(one: ResolutionDetail): ResolutionChange {
  return one.approved_at === null ? { verb: "approve", edited_at: one.edited_at } : { verb: "unapprove" };
}

function begun({ id, question, reply, edited_at }: ResolutionDetail): WordsDraft {
  return { id, question, reply, editedAt: edited_at };
}
