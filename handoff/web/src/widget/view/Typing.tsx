import type { VNode } from "preact";
import type { Typist } from "../session";
import { Face } from "./Header";

/** Somebody is writing. */
export function Typing({ typist, label }: { typist: Typist; label: string }): VNode {
  return (
    <li class={`line ${typist.who} first last typing`}>
      <span class="beside">
        <Face name={typist.name ?? ""} />
      </span>
      <div class="body">
        <p class="hearable">{label}</p>
        <p class="bubble dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </p>
      </div>
    </li>
  );
}
