import type { VNode } from "preact";
import { useScene } from "./context";

/** The line above a day's first message. */
export function Day({ at }: { at: string }): VNode {
  const { format } = useScene();
  return (
    <li class="rule">
      <time dateTime={at}>{format.nearDay(at)}</time>
    </li>
  );
}
