import { signal } from "@preact/signals";
import type { RejectionReason, Suggestion } from "../../protocol/console";
import { Refused, type Api } from "../api";
import { explained } from "./refusal";

export type Suggested =
  | { state: "loading" }
  | { state: "ready"; list: readonly Suggestion[] }
  | { state: "withheld" }
  | { state: "failed" };

/** As many as there are keys for. */
const SHOWN = 3;

/** Colleagues' past replies for one conversation, and what the CM makes of them. */
export class SuggestionList {
  readonly suggested = signal<Suggested>({ state: "loading" });
  /** The suggestion whose rejection is being explained. */
  readonly rejecting = signal<string | null>(null);
  readonly refusal = signal<string | null>(null);
  private asked = 0;

  constructor(
    private readonly conversation: string,
    private readonly api: Api,
  ) {}

  /** Asks for them; those shown already stay while it is asked. */
  async read(): Promise<void> {
    const asked = ++this.asked;
    try {
      const { suggestions, reason } = await this.api.suggestions(this.conversation);
      if (asked !== this.asked) return;
      this.suggested.value =
        reason === "withheld" ? { state: "withheld" } : { state: "ready", list: suggestions.slice(0, SHOWN) };
    } catch (error) {
      if (asked !== this.asked) return;
      // Somebody who pressed a button and wrote no word has asked nothing that could be compared.
      const nothingAsked = error instanceof Refused && error.code === "no_text";
      this.suggested.value = nothingAsked ? { state: "ready", list: [] } : { state: "failed" };
    }
  }

  /** The first, second or third of those shown. */
  at(place: number): Suggestion | undefined {
    const suggested = this.suggested.value;
    return suggested.state === "ready" ? suggested.list[place] : undefined;
  }

  /** Tells the service that a suggestion is in the draft: a figure, so its failure stops nobody. */
  tookUp(resolution: string): void {
    this.api.inserted(this.conversation, resolution).catch(() => undefined);
  }

  /** Asks why a suggestion is rejected, or asks no longer. */
  ask(resolution: string): void {
    this.refusal.value = null;
    this.rejecting.value = this.rejecting.value === resolution ? null : resolution;
  }

  /** Rejects a suggestion: it goes at once, and what comes after it moves up. */
  async reject(resolution: string, reason: RejectionReason): Promise<boolean> {
    try {
      await this.api.rejected(this.conversation, resolution, reason);
    } catch (error) {
      this.refusal.value = explained(error);
      return false;
    }
    this.rejecting.value = null;
    const suggested = this.suggested.value;
    if (suggested.state === "ready") {
      const list = suggested.list.filter(({ resolution_id }) => resolution_id !== resolution);
      this.suggested.value = { state: "ready", list };
    }
    void this.read();
    return true;
  }
}
