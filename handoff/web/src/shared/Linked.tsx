import type { VNode } from "preact";
import { pieces, unbroken } from "./links";

/** A message's text as plain text, with its web addresses as links. */
export function Linked({ text }: { text: string }): VNode {
  return (
    <>
      {pieces(text).map((piece, index) =>
        piece.kind === "text" ? (
          unbroken(piece.text)
        ) : (
          <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
