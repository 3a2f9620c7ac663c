import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { ResolutionDetail } from "../../protocol/console";
import { useConsole } from "../context";
import { dayKey } from "../logic/dates";
import { now } from "../state/clock";
import { Field } from "../ui/Field";
import { FormFoot } from "../ui/FormFoot";
import { words } from "../words";

/** The last day on which it is suggested, or no end. */
export function HoldForm({ one }: { one: ResolutionDetail }): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const today = dayKey(now.value);
  const day = useSignal(one.holds_until ?? "");
  const tried = useSignal(false);
  const problem = day.value === "" ? w.noDay : day.value < today ? w.pastDay : null;
  const busy = resolutions.attempt.busy.value;
  return (
    <form
      class="steering-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tried.value = true;
        if (problem === null) void resolutions.revise({ verb: "hold", until: day.value });
      }}
    >
      <Field label={w.until} hint={w.untilHint} problem={tried.value ? problem : null}>
        {(described) => (
          <input
            {...described}
            type="date"
            min={today}
            value={day.value}
            onInput={(event) => {
              day.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
      <FormFoot
        submit={w.save}
        disabled={busy}
        onCancel={() => {
          resolutions.close();
        }}
      >
        {one.holds_until !== null && (
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            onClick={() => void resolutions.revise({ verb: "hold", until: null })}
          >
            {w.noEnd}
          </button>
        )}
      </FormFoot>
    </form>
  );
}
