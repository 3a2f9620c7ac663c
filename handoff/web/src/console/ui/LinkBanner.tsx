import type { VNode } from "preact";
import { useConsole } from "../context";
import { words } from "../words";
import { Icon } from "./Icon";

/** Says that the live connection is lost, and that work is safe. */
export function LinkBanner(): VNode {
  const { live } = useConsole();
  const w = words.value.link;
  return (
    <div role="status">
      {live.link.value === "lost" && (
        <p class="link-banner">
          <Icon name="offline" />
          <span>{w.lost}</span>
          <button type="button" class="button small" onClick={live.hurry}>
            {w.now}
          </button>
        </p>
      )}
    </div>
  );
}
