import { batch, signal } from "@preact/signals";
import type { Case, CaseStatus } from "../../protocol/console";
import type { Api } from "../api";
import { beside, inOrder } from "../logic/cases";
import type { Reading } from "./inbox";
import { explained } from "./refusal";

/** The promises to customers: those still owed, or those kept. */
export class CaseList {
  readonly status = signal<CaseStatus>("open");
  readonly brand = signal<string | null>(null);
  readonly reading = signal<Reading>({ state: "loading" });
  readonly shown = signal<readonly Case[]>([]);
  /** The number of the case that has the focus, or had it before its conversation was opened. */
  readonly current = signal<string | null>(null);
  private asked = 0;

  constructor(private readonly api: Api) {}

  choose(status: CaseStatus): void {
    this.status.value = status;
    this.empty();
  }

  filter(brand: string | null): void {
    this.brand.value = brand;
    this.empty();
  }

  step(by: 1 | -1): void {
    this.current.value = beside(this.shown.value, this.current.value, by);
  }

  /** Reads the list; cases shown already stay while it is read. */
  async read(): Promise<void> {
    const asked = ++this.asked;
    const status = this.status.value;
    try {
      const cases = await this.api.cases(status, this.brand.value);
      if (asked !== this.asked) return;
      batch(() => {
        this.shown.value = inOrder(cases, status);
        this.reading.value = { state: "ready" };
      });
    } catch (error) {
      if (asked === this.asked) this.reading.value = { state: "failed", why: explained(error) };
    }
  }

  private empty(): void {
    batch(() => {
      this.shown.value = [];
      this.current.value = null;
      this.reading.value = { state: "loading" };
    });
    void this.read();
  }
}
