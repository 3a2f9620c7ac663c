import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Language } from "../../protocol/conversation";
import { useConsole } from "../context";
import { checked, LONGEST_NOTICE, type NoticeDraft, type Part } from "../logic/notices";
import { characters } from "../logic/text";
import { Attempt } from "../state/attempt";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { Chips } from "../ui/Chips";
import { Field } from "../ui/Field";
import { FormFoot } from "../ui/FormFoot";
import { Refusal } from "../ui/Refusal";
import { words, type Words } from "../words";

/** Writes a notice. Problems show once it was tried to send it, each at its place. */
export function NoticeForm({ draft }: { draft: NoticeDraft }): VNode {
  const { me, steering, notices } = useConsole();
  const w = words.value.steering.notices;
  const form = useRef<HTMLFormElement>(null);
  const tried = useSignal(false);
  const attempt = useMemo(() => new Attempt(), []);
  const languages = me.brands.find(({ name }) => name === steering.brand.value)?.languages ?? [];
  const { notice, problems } = checked(draft, languages, now.value);
  const problem = (part: Part): string | null => (tried.value ? told(part, problems, w) : null);
  const change = (changed: Partial<NoticeDraft>): void => {
    steering.draft.value = { ...draft, ...changed };
  };

  async function send(): Promise<void> {
    tried.value = true;
    if (problems.size > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    if (!(await attempt.make(() => steering.write(notice)))) return;
    steering.draft.value = null;
    notices.say("good", Date.parse(notice.starts_at) > Date.now() ? w.planned : w.written);
  }

  return (
    <form
      ref={form}
      class="steering-form"
      noValidate
      aria-label={w.add}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="form-columns">
        {languages.map((spoken) => (
          <NoticeText key={spoken} spoken={spoken} draft={draft} problem={problem(spoken)} onChange={change} />
        ))}
      </div>
      <Period draft={draft} problem={problem("dates")} onChange={change} />
      <Concerned draft={draft} problem={problem("postcodes")} onChange={change} />
      <Refusal why={attempt.refusal.value} />
      <FormFoot
        submit={attempt.busy.value ? w.sending : w.send}
        disabled={attempt.busy.value}
        onCancel={() => {
          steering.draft.value = null;
        }}
      />
    </form>
  );
}

interface PartProps {
  draft: NoticeDraft;
  problem: string | null;
  onChange: (changed: Partial<NoticeDraft>) => void;
}

function NoticeText({ spoken, draft, problem, onChange }: PartProps & { spoken: Language }): VNode {
  const w = words.value.steering.notices;
  const text = draft.texts[spoken] ?? "";
  return (
    <Field label={w.text[spoken]} counter={w.counter(characters(text), LONGEST_NOTICE)} problem={problem}>
      {(described) => (
        <textarea
          {...described}
          rows={3}
          lang={spoken}
          dir="auto"
          spellcheck
          value={text}
          onInput={(event) => {
            onChange({ texts: { ...draft.texts, [spoken]: event.currentTarget.value } });
          }}
        />
      )}
    </Field>
  );
}

function Period({ draft, problem, onChange }: PartProps): VNode {
  const w = words.value.steering.notices;
  return (
    <div class="form-columns">
      <Field label={w.from} problem={null}>
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            value={draft.from}
            onInput={(event) => {
              onChange({ from: event.currentTarget.value });
            }}
          />
        )}
      </Field>
      <Field label={w.to} problem={problem}>
        {(described) => (
          <input
            {...described}
            type="datetime-local"
            value={draft.until}
            onInput={(event) => {
              onChange({ until: event.currentTarget.value });
            }}
          />
        )}
      </Field>
    </div>
  );
}

/** Whom it concerns; where nothing is chosen, everybody. */
function Concerned({ draft, problem, onChange }: PartProps): VNode {
  const { steering } = useConsole();
  const w = words.value.steering.notices;
  const { flows, carriers } = steering.told.value;
  return (
    <fieldset class="form-group">
      <legend>{w.concerned}</legend>
      <p class="quiet-text">{w.concernedHint}</p>
      <Chips
        label={w.flows}
        options={flows.map(({ name, titles }) => ({ value: name, text: titles[language.value] ?? name }))}
        chosen={draft.flows}
        onChange={(chosen) => {
          onChange({ flows: chosen });
        }}
      />
      <Chips
        label={w.carriers}
        options={Object.entries(carriers).map(([value, text]) => ({ value, text }))}
        chosen={draft.carriers}
        onChange={(chosen) => {
          onChange({ carriers: chosen });
        }}
      />
      <Field label={w.postcodes} hint={w.postcodesHint} problem={problem}>
        {(described) => (
          <input
            {...described}
            type="text"
            autocomplete="off"
            value={draft.postcodes}
            onInput={(event) => {
              onChange({ postcodes: event.currentTarget.value });
            }}
          />
        )}
      </Field>
    </fieldset>
  );
}

function told(
  part: Part,
  problems: ReturnType<typeof checked>["problems"],
  w: Words["steering"]["notices"],
): string | null {
  const problem = problems.get(part);
  if (problem === undefined) return null;
  switch (problem.why) {
    case "too_long":
      return w.problems.too_long(problem.by);
    case "too_far":
      return w.problems.too_far(problem.days);
    case "bad_postcodes":
      return w.problems.bad_postcodes(problem.which.join(", "));
    case "too_many_postcodes":
      return w.problems.too_many_postcodes(problem.most);
    default:
      return w.problems[problem.why];
  }
}
