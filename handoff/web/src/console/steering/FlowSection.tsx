import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useId, useMemo, useRef } from "preact/hooks";
import type { SteeringFlow } from "../../protocol/console";
import { useConsole } from "../context";
import { moment } from "../logic/dates";
import { Attempt } from "../state/attempt";
import { language } from "../state/preferences";
import { Field } from "../ui/Field";
import { FormFoot } from "../ui/FormFoot";
import { Refusal } from "../ui/Refusal";
import { words } from "../words";
import { useFormFocus } from "../ui/useFormFocus";

const LONGEST_REASON = 200;

/** What the bot handles, each with a switch: off, a human gets what it would have answered. */
export function FlowSection(): VNode {
  const { steering } = useConsole();
  const w = words.value.steering.flows;
  return (
    <section class="page-section" aria-labelledby="flows-title">
      <header>
        <div>
          <h2 id="flows-title">{w.title}</h2>
          <p class="quiet-text">{w.hint}</p>
        </div>
      </header>
      <ul class="steered flows">
        {steering.told.value.flows.map((flow) => (
          <li key={`${steering.brand.value}/${flow.name}`}>
            <FlowRow flow={flow} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FlowRow({ flow }: { flow: SteeringFlow }): VNode {
  const { steering } = useConsole();
  const title = useId();
  const asking = useSignal(false);
  const attempt = useMemo(() => new Attempt(), []);
  const place = useRef<HTMLDivElement>(null);
  useFormFocus(place, asking.value);
  const on = flow.off_since === null;
  const close = (): void => {
    asking.value = false;
  };
  return (
    <div ref={place} class="flow">
      <div class="flow-line">
        <div>
          <p id={title} class="flow-title">
            {flow.titles[language.value] ?? flow.name}
          </p>
          {!on && <OffSince flow={flow} />}
        </div>
        <button
          type="button"
          class="switch opens-form"
          role="switch"
          aria-checked={on}
          aria-labelledby={title}
          aria-disabled={attempt.busy.value}
          onClick={() => {
            if (on) asking.value = !asking.value;
            else void attempt.make(() => steering.switch(flow.name, null));
          }}
        />
      </div>
      {asking.value && <OffForm flow={flow} attempt={attempt} onClose={close} />}
      {!asking.value && <Refusal why={attempt.refusal.value} />}
    </div>
  );
}

function OffSince({ flow }: { flow: SteeringFlow }): VNode {
  const w = words.value.steering.flows;
  return (
    <p class="flow-state">
      <span class="tag warn">{w.off}</span>{" "}
      {w.offSince(moment(flow.off_since ?? "", language.value), flow.off_by ?? words.value.somebody)}{" "}
      <q dir="auto">{flow.reason}</q>
    </p>
  );
}

/** Asks why before the flow goes off. */
function OffForm(props: { flow: SteeringFlow; attempt: Attempt; onClose: () => void }): VNode {
  const { flow, attempt, onClose } = props;
  const { steering, notices } = useConsole();
  const w = words.value.steering.flows;
  const reason = useSignal("");
  const tried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const missing = tried.value && reason.value.trim() === "";

  async function switchOff(): Promise<void> {
    tried.value = true;
    const why = reason.value.trim();
    if (why === "") {
      form.current?.querySelector("input")?.focus();
      return;
    }
    if (!(await attempt.make(() => steering.switch(flow.name, why)))) return;
    notices.say("good", w.switchedOff);
    onClose();
  }

  return (
    <form
      ref={form}
      class="steering-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void switchOff();
      }}
    >
      <Field label={w.reason} hint={w.reasonHint} problem={missing ? w.reasonMissing : null}>
        {(described) => (
          <input
            {...described}
            type="text"
            maxLength={LONGEST_REASON}
            autocomplete="off"
            value={reason.value}
            onInput={(event) => {
              reason.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <Refusal why={attempt.refusal.value} />
      <FormFoot submit={w.switchOff} disabled={attempt.busy.value} onCancel={onClose} />
    </form>
  );
}
