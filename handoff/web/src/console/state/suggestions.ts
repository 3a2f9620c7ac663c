import { signal } from "@preact/signals";
import type { Suggestion } from "../../protocol/console";
import type { Language } from "../../protocol/conversation";
import type { Api } from "../api";

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
  async read(brand: string, language: Language): Promise<void> {
    const asked = ++this.asked;
    const question = { conversation_id: this.conversation, brand, language };
    try {
      const { suggestions } = await this.api.suggestions(question);
      if (asked === this.asked) {
        this.suggested.value = { state: "ready", list: suggestions.slice(0, SHOWN) };
      }
    } catch {
      if (asked === this.asked) this.suggested.value = { state: "failed" };
    }
  }
}
