import { signal } from "@preact/signals";
import type { Suggestion } from "../../protocol/console";
import { Refused, type Api } from "../api";

export type Suggested =
  | { state: "loading" }
  | { state: "ready"; list: readonly Suggestion[] }
  | { state: "failed" };

/** As many as there are keys for. */
const SHOWN = 3;

/** Colleagues' past replies for one conversation. */
export class SuggestionList {
  readonly suggested = signal<Suggested>({ state: "loading" });
  private asked = 0;

  constructor(
    private readonly conversation: string,
    private readonly api: Api,
  ) {}

  /** Asks for them; those shown already stay while it is asked. */
  async read(): Promise<void> {
    const asked = ++this.asked;
    try {
      const { suggestions } = await this.api.suggestions(this.conversation);
      if (asked === this.asked) {
        this.suggested.value = { state: "ready", list: suggestions.slice(0, SHOWN) };
      }
    } catch (error) {
      if (asked !== this.asked) return;
      // Somebody who pressed a button and wrote no word has asked nothing that could be compared.
      const nothingAsked = error instanceof Refused && error.code === "no_text";
      this.suggested.value = nothingAsked ? { state: "ready", list: [] } : { state: "failed" };
    }
  }
}
