import type { VNode } from "preact";
import { pieces } from "../logic/placeholders";
import { gapNamed, words } from "../words";

/** A reply with what is still to be filled in named in words; the text itself keeps its codes. */
export function Gaps({ text }: { text: string }): VNode {
  return (
    <>
      {pieces(text).map((piece, index) => (piece.gap ? <Gap key={index} name={piece.text.slice(1, -1)} /> : piece.text))}
    </>
  );
}

/** One of them. */
export function Gap({ name }: { name: string }): VNode {
  return <mark title={`{${name}}`}>{gapNamed(words.value, name)}</mark>;
}
