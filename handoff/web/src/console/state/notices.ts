import { signal } from "@preact/signals";

export interface Notice {
  id: number;
  tone: "good" | "bad";
  text: string;
}

/** Bad news asks to be read; both go by themselves, so that an old one never stands beside new work. */
const SHOWN_MS = { good: 5000, bad: 12_000 };

/** Short messages at the edge of the page. */
export class Notices {
  readonly list = signal<readonly Notice[]>([]);
  private last = 0;

  say(tone: Notice["tone"], text: string): void {
    const id = ++this.last;
    const others = this.list.value.filter((notice) => notice.text !== text);
    this.list.value = [...others.slice(-2), { id, tone, text }];
    setTimeout(() => {
      this.dismiss(id);
    }, SHOWN_MS[tone]);
  }

  dismiss(id: number): void {
    this.list.value = this.list.value.filter((notice) => notice.id !== id);
  }
}
