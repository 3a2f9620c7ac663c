import { batch, signal } from "@preact/signals";
import type { NewNotice, Phrase, SteeringState } from "../../protocol/console";
import type { Api } from "../api";
import type { NoticeDraft } from "../logic/notices";
import { keyOf } from "../logic/phrases";
import type { Reading } from "./inbox";
import { explained } from "./refusal";

export interface Edit {
  brand: string;
  key: string;
  text: string;
}

/** What a supervisor tells the bot of one brand. What is being written stays when the page is left. */
export class Steering {
  readonly brand = signal("");
  readonly reading = signal<Reading>({ state: "loading" });
  readonly told = signal<SteeringState>({ notices: [], flows: [], carriers: {} });
  readonly phrases = signal<readonly Phrase[]>([]);
  /** The notice being written; null while the form is closed. */
  readonly draft = signal<NoticeDraft | null>(null);
  /** The phrase being edited, with its new text. */
  readonly edit = signal<Edit | null>(null);
  private asked = 0;

  constructor(
    private readonly api: Api,
    brand: string,
  ) {
    this.brand.value = brand;
  }

  choose(brand: string): void {
    batch(() => {
      this.brand.value = brand;
      this.reading.value = { state: "loading" };
    });
    void this.read();
  }

  /** Reads all of it; what is shown already stays while it is read. */
  async read(): Promise<void> {
    const asked = ++this.asked;
    const brand = this.brand.value;
    try {
      const [told, phrases] = await Promise.all([this.api.steering(brand), this.api.phrases(brand)]);
      if (asked !== this.asked) return;
      batch(() => {
        this.told.value = told;
        this.phrases.value = phrases;
        this.reading.value = { state: "ready" };
      });
    } catch (error) {
      if (asked === this.asked) this.reading.value = { state: "failed", why: explained(error) };
    }
  }

  /** These reject with what the service refused. */
  async write(notice: NewNotice): Promise<void> {
    const brand = this.brand.value;
    const written = await this.api.writeNotice(brand, notice);
    if (brand !== this.brand.value) return;
    this.told.value = { ...this.told.value, notices: [...this.told.value.notices, written] };
  }

  async end(id: string): Promise<void> {
    await this.api.endNotice(id);
    this.told.value = { ...this.told.value, notices: this.told.value.notices.filter((notice) => notice.id !== id) };
  }

  /** A reason switches the flow off; null switches it on. */
  async switch(flow: string, off: string | null): Promise<void> {
    await this.api.switchFlow(this.brand.value, flow, off);
    await this.read();
  }

  /** Null goes back to the trained text. */
  async reword(phrase: Phrase, wording: string | null): Promise<void> {
    const brand = this.brand.value;
    await this.api.reword(brand, phrase.response, phrase.language, wording);
    if (brand !== this.brand.value) return;
    const key = keyOf(phrase);
    this.phrases.value = this.phrases.value.map((one) => (keyOf(one) === key ? { ...one, wording } : one));
  }
}
