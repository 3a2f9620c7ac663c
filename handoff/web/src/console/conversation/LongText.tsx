import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { words } from "../words";

const LONG_CHARACTERS = 1400;
const LONG_LINES = 18;

/** A text in full, or its beginning with a way to read on: one message must not bury the rest. */
export function LongText({ text, children }: { text: string; children?: ((shown: string) => VNode) | undefined }): VNode {
  const whole = useSignal(false);
  const w = words.value.conversation;
  const cut = beginning(text);
  const shown = whole.value ? text : cut;
  return (
    <>
      {children === undefined ? shown : children(shown)}
      {cut !== text && (
        <button
          type="button"
          class="text-button"
          aria-expanded={whole.value}
          onClick={() => {
            whole.value = !whole.value;
          }}
        >
          {whole.value ? w.less : w.more}
        </button>
      )}
    </>
  );
}

function beginning(text: string): string {
  const lines = text.split("\n");
  if (text.length <= LONG_CHARACTERS && lines.length <= LONG_LINES) return text;
  return `${lines.slice(0, LONG_LINES).join("\n").slice(0, LONG_CHARACTERS)}…`;
}
