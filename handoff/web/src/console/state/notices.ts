import { signal } from "@preact/signals";

export interface Notice {
  id: number;
  tone: "good" | "bad";
  text: string;
}

const SHOWN_MS = 5000;

/** Short messages at the edge of the page: good news goes by itself, bad news stays until dismissed. */
export class Notices {
  readonly list = signal<readonly Notice[]>([]);
  private last = 0;

  say(tone: Notice["tone"], text: string): void {
    const id = ++this.last;
    const others = this.list.value.filter((notice) => notice.text !== text);
    this.list.value = [...others.slice(-2), { id, tone, text }];
    if (tone === "good") {
      setTimeout(() => {
        this.dismiss(id);
      }, SHOWN_MS);
    }
  }

  dismiss(id: number): void {
    this.list.value = this.list.value.filter((notice) => notice.id !== id);
  }
}
