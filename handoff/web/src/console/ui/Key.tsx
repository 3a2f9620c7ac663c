import type { VNode } from "preact";

/** Keys as they are printed on a keyboard. */
export function Key({ keys }: { keys: string }): VNode {
  return (
    <kbd>
      {keys.split("+").map((key) => (
        <span key={key}>{key.length === 1 ? key.toUpperCase() : key}</span>
      ))}
    </kbd>
  );
}
