import type { VNode } from "preact";
import { Icon } from "./Icon";

/** Why something was not done, beside what was tried. */
export function Refusal({ why }: { why: string | null }): VNode | null {
  if (why === null) return null;
  return (
    <p class="callout bad" role="alert">
      <Icon name="warning" />
      <span>{why}</span>
    </p>
  );
}
