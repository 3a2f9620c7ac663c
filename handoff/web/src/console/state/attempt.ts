import { signal } from "@preact/signals";
import { explained } from "./refusal";

/** Something that is asked of the service: once at a time, with the reason where it was refused. */
export class Attempt {
  readonly busy = signal(false);
  readonly refusal = signal<string | null>(null);

  /** True when the work was done; false when it was refused, or is being done already. */
  async make(work: () => Promise<void>): Promise<boolean> {
    if (this.busy.value) return false;
    this.busy.value = true;
    this.refusal.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.refusal.value = explained(error);
      return false;
    } finally {
      this.busy.value = false;
    }
  }
}
