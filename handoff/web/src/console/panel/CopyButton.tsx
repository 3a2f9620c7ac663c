import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { Icon } from "../ui/Icon";
import { words } from "../words";

const SHOWN_MS = 1500;

/** Copies a number, and says so. */
export function CopyButton({ text }: { text: string }): VNode {
  const copied = useSignal(false);
  const w = words.value;
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    setTimeout(() => {
      copied.value = false;
    }, SHOWN_MS);
  }
  return (
    <button
      type="button"
      class="button quiet icon-only small"
      aria-label={copied.value ? w.copied : `${w.copy} ${text}`}
      title={copied.value ? w.copied : w.copy}
      onClick={() => void copy()}
    >
      <Icon name={copied.value ? "check" : "copy"} size={15} />
    </button>
  );
}
