import { batch, computed, signal } from "@preact/signals";
import type { Counts, Row } from "../../protocol/console";
import type { Api } from "../api";
import { newer, ordered, reconciled } from "../logic/inbox";
import type { View } from "../logic/route";
import { explained } from "./refusal";

export type Reading = { state: "loading" } | { state: "ready" } | { state: "failed"; why: string };

/** The rows known here, and the view of them that is shown. */
export class Inbox {
  readonly view = signal<View>("waiting");
  readonly brand = signal<string | null>(null);
  readonly counts = signal<Counts>({ waiting: 0, mine: 0, bot: 0 });
  readonly reading = signal<Reading>({ state: "loading" });
  readonly next = signal<string | null>(null);
  readonly shown = computed(() =>
    ordered(this.rows.value.values(), this.view.value, this.me, this.brand.value),
  );
  private readonly rows = signal<ReadonlyMap<string, Row>>(new Map());
  private asked = 0;

  constructor(
    private readonly api: Api,
    private readonly me: string,
  ) {}

  row(id: string): Row | undefined {
    return this.rows.value.get(id);
  }

  show(view: View): void {
    if (view === this.view.value && this.reading.value.state === "ready") return;
    this.view.value = view;
    void this.read();
  }

  filter(brand: string | null): void {
    this.brand.value = brand;
    void this.read();
  }

  /** Reads the view from its beginning. Rows shown already stay while it is read. */
  async read(): Promise<void> {
    const asked = ++this.asked;
    if (this.shown.value.length === 0) this.reading.value = { state: "loading" };
    const view = this.view.value;
    try {
      const page = await this.api.conversations(view, this.brand.value, null);
      if (asked !== this.asked) return;
      batch(() => {
        const complete = page.next === null;
        this.rows.value = reconciled(this.rows.value, page.rows, view, this.me, complete);
        this.counts.value = page.counts;
        this.next.value = page.next;
        this.reading.value = { state: "ready" };
      });
    } catch (error) {
      if (asked === this.asked) this.reading.value = { state: "failed", why: explained(error) };
    }
  }

  /** Reads the following page of the view. */
  async more(): Promise<void> {
    const cursor = this.next.value;
    if (cursor === null) return;
    const asked = ++this.asked;
    try {
      const page = await this.api.conversations(this.view.value, this.brand.value, cursor);
      if (asked !== this.asked) return;
      batch(() => {
        for (const row of page.rows) this.receive(row);
        this.next.value = page.next;
      });
    } catch (error) {
      if (asked === this.asked) this.reading.value = { state: "failed", why: explained(error) };
    }
  }

  /** Takes in a row from an answer or a frame; an older one than known changes nothing. */
  receive(row: Row): void {
    const known = this.rows.value.get(row.id);
    if (known !== undefined && newer(known, row) === known) return;
    this.rows.value = new Map(this.rows.value).set(row.id, row);
  }
}
