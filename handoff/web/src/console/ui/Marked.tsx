import type { VNode } from "preact";
import { pieces } from "../logic/placeholders";

/** A text with what the bot fills in set apart. */
export function Marked({ text }: { text: string }): VNode {
  return <>{pieces(text).map((piece, index) => (piece.gap ? <code key={index}>{piece.text}</code> : piece.text))}</>;
}
