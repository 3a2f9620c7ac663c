import type { VNode } from "preact";
import { speaker } from "../texts";
import { useScene } from "./context";
import { Icon } from "./icons";

/** The brand, who is speaking, and the way out. */
export function Header({ restart, close }: { restart: () => void; close: () => void }): VNode {
  const { session, texts } = useScene();
  const name = session.brand.value?.display_name ?? "";
  const state = session.state.value;
  const cm = state?.owner === "cm" ? state.cm : null;
  const begun = session.events.value.some((event) => event.kind === "message");
  return (
    <div class="header">
      <Face name={cm ?? name} />
      <div class="who">
        <h2 class="brand">{name}</h2>
        <p class="speaker">
          <span class={`lamp lamp-${state?.owner ?? "none"}`} aria-hidden="true" />
          {speaker(texts, state?.owner, cm)}
        </p>
      </div>
      {begun && (
        <button
          class="tool"
          type="button"
          aria-label={texts.restart}
          title={texts.restart}
          disabled={session.line.value !== "online"}
          onClick={restart}
        >
          <Icon name="restart" />
        </button>
      )}
      <button class="tool" type="button" aria-label={texts.close} title={texts.close} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** A round with the first letter of a name, in place of a picture. */
export function Face({ name }: { name: string }): VNode {
  const initials = name
    .split(/\s+/u)
    .slice(0, 2)
    .map((word) => word.slice(0, String.fromCodePoint(word.codePointAt(0) ?? 0).length))
    .join("");
  return (
    <span class="face" aria-hidden="true">
      {initials.toUpperCase()}
    </span>
  );
}
