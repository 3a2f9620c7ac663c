import type { VNode } from "preact";
import type { Step } from "../../protocol/conversation";
import { moment } from "../logic/dates";
import { language } from "../state/preferences";
import { words } from "../words";

/** A parcel's journey, step under step. */
export function ParcelSteps({ steps }: { steps: readonly Step[] }): VNode {
  const w = words.value.context;
  return (
    <ol class="steps">
      {steps.map((step, index) => (
        <li key={index} class={step.state}>
          <span>
            {step.label}
            <span class="visually-hidden">, {w.step[step.state]}</span>
          </span>
          {step.date !== null && <time dateTime={step.date}>{moment(step.date, language.value)}</time>}
        </li>
      ))}
    </ol>
  );
}
