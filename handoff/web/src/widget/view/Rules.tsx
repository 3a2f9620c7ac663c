import type { VNode } from "preact";
import type { OwnerChange } from "../../protocol/widget";
import { fill, type Texts } from "../texts";
import { useScene } from "./context";

/** The line above a day's first message. */
export function Day({ at }: { at: string }): VNode {
  const { format } = useScene();
  return (
    <li class="rule day">
      <time dateTime={at}>{format.nearDay(at)}</time>
    </li>
  );
}

/** The line where somebody else takes over. */
export function Change({ change }: { change: OwnerChange }): VNode {
  const { texts } = useScene();
  return (
    <li class="rule change">
      <span>{wordsFor(change, texts)}</span>
    </li>
  );
}

function wordsFor(change: OwnerChange, texts: Texts): string {
  switch (change.owner) {
    case "bot":
      return texts.botBack;
    case "waiting":
      return texts.waitingNow;
    case "cm":
      return fill(texts.joined, { name: change.name ?? texts.team });
    case "closed":
      return texts.over;
  }
}
