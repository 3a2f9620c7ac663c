import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./Icon";

/** What a control in a field takes on, so that its hint and its problem are read with it. */
export interface Described {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string;
}

/** A labelled control with a hint, a counter and, where it has one, its problem. */
export function Field(props: {
  label: string;
  hint?: string;
  counter?: string;
  problem: string | null;
  children: (described: Described) => ComponentChildren;
}): VNode {
  const { label, hint, counter, problem } = props;
  const id = useId();
  return (
    <div class={problem === null ? "field" : "field wrong"}>
      <label for={id}>{label}</label>
      {props.children({ id, "aria-invalid": problem !== null, "aria-describedby": `${id}-hint ${id}-problem` })}
      <p class="field-foot">
        <span id={`${id}-hint`}>{hint}</span>
        {counter !== undefined && <span class="counter">{counter}</span>}
      </p>
      <p id={`${id}-problem`} class="field-problem">
        {problem !== null && (
          <>
            <Icon name="warning" size={15} />
            {problem}
          </>
        )}
      </p>
    </div>
  );
}
