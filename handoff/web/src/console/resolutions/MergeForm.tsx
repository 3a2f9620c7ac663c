import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { NearResolution } from "../../protocol/console";
import { useConsole } from "../context";
import { percent } from "../logic/dates";
import { language } from "../state/preferences";
import { Skeleton } from "../ui/Blank";
import { FormFoot } from "../ui/FormFoot";
import { Gaps } from "../ui/Gaps";
import { words } from "../words";

/** Chooses among the comparable ones those that say the same. */
export function MergeForm(): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const near = resolutions.near.value;
  const chosen = useSignal<readonly string[]>([]);
  const count = chosen.value.length;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // What there is to choose from comes after the form.
    if (near !== null) form.current?.querySelector("input")?.focus();
  }, [near]);
  return (
    <form
      ref={form}
      class="steering-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) void resolutions.revise({ verb: "merge", others: chosen.value });
      }}
    >
      <p class="quiet-text">{near?.length === 0 ? w.mergeNone : w.mergeLead}</p>
      {near === null ? (
        <>
          <p class="visually-hidden">{w.mergeLoading}</p>
          <Skeleton lines={4} />
        </>
      ) : (
        <ul class="choices">
          {near.map((one) => (
            <li key={one.resolution.id}>
              <Choice
                one={one}
                checked={chosen.value.includes(one.resolution.id)}
                onChange={(checked) => {
                  const others = chosen.value.filter((id) => id !== one.resolution.id);
                  chosen.value = checked ? [...others, one.resolution.id] : others;
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <FormFoot
        submit={count === 0 ? w.mergeChoose : w.mergeSubmit(count)}
        disabled={count === 0 || resolutions.attempt.busy.value}
        onCancel={() => {
          resolutions.close();
        }}
      />
    </form>
  );
}

function Choice(props: { one: NearResolution; checked: boolean; onChange: (checked: boolean) => void }): VNode {
  const { resolution, likeness } = props.one;
  const w = words.value.resolutions;
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => {
          props.onChange(event.currentTarget.checked);
        }}
      />
      <span class="near" lang={resolution.language} dir="auto">
        <strong>
          <Gaps text={resolution.question} />
        </strong>
        <small>
          <Gaps text={resolution.reply} />
        </small>
        <small>{w.alike(percent(Math.min(1, likeness), language.value))}</small>
      </span>
    </label>
  );
}
