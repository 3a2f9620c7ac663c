import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { Case } from "../../protocol/console";
import { useConsole } from "../context";
import { date, dayKey } from "../logic/dates";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { useFormFocus } from "../ui/useFormFocus";
import { named, words } from "../words";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A promise of this conversation: until when, and what a CM does about it. */
export function CaseItem({ one }: { one: Case }): VNode {
  const w = words.value;
  return (
    <div class="case">
      <p>
        <strong>{one.number}</strong>
        <span class={one.status === "open" ? "tag" : "tag muted"}>{named(w.caseStatuses, one.status)}</span>
      </p>
      <p>{named(w.caseKinds, one.kind)}</p>
      <p class="quiet-text">
        {w.context.dueAt} {date(one.due_at, language.value)} · {w.teams[one.team]}
      </p>
      {/* Another date, whoever set it, closes the form. */}
      {one.status === "open" && <CaseVerbs key={one.due_at} number={one.number} />}
    </div>
  );
}

function CaseVerbs({ number }: { number: string }): VNode {
  const { verbs } = useConsole();
  const w = words.value.context;
  const [dating, setDating] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useFormFocus(place, dating);
  return (
    <div ref={place}>
      {dating ? (
        <DateForm
          number={number}
          close={() => {
            setDating(false);
          }}
        />
      ) : (
        <p class="case-verbs">
          <button type="button" class="button small" disabled={verbs.busy.value} onClick={() => void verbs.settleCase(number)}>
            {w.settle}
          </button>
          <button
            type="button"
            class="button small opens-form"
            onClick={() => {
              setDating(true);
            }}
          >
            {w.postpone}
          </button>
        </p>
      )}
    </div>
  );
}

function DateForm({ number, close }: { number: string; close: () => void }): VNode {
  const { verbs } = useConsole();
  const w = words.value.context;
  const [day, setDay] = useState("");
  const field = useId();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void verbs.postponeCase(number, day);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <p class="field">
        <label htmlFor={field}>{w.newDate}</label>
        <input
          id={field}
          type="date"
          required
          min={dayKey(new Date(now.value.getTime() + DAY_MS))}
          value={day}
          onInput={(event) => {
            setDay(event.currentTarget.value);
          }}
        />
      </p>
      <p class="case-verbs">
        <button type="submit" class="button small primary" disabled={day === "" || verbs.busy.value}>
          {w.promise}
        </button>
        <button type="button" class="button small" onClick={close}>
          {w.keepDate}
        </button>
      </p>
    </form>
  );
}
