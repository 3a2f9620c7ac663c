import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Phrase } from "../../protocol/console";
import { useConsole } from "../context";
import { isSend } from "../logic/keys";
import { compared, LONGEST_WORDING, placeholders } from "../logic/phrases";
import { characters } from "../logic/text";
import { Attempt } from "../state/attempt";
import type { Edit } from "../state/steering";
import { Field } from "../ui/Field";
import { FormFoot } from "../ui/FormFoot";
import { Marked } from "../ui/Marked";
import { Refusal } from "../ui/Refusal";
import { words, type Words } from "../words";

/** The new text of a phrase, above the trained one, with what the bot can fill in. */
export function PhraseEditor({ phrase, edit }: { phrase: Phrase; edit: Edit }): VNode {
  const { steering, notices } = useConsole();
  const w = words.value.steering.phrases;
  const form = useRef<HTMLFormElement>(null);
  const attempt = useMemo(() => new Attempt(), []);
  const text = edit.text.trim();
  const problem = problemOf(text, phrase, w);
  const { unused } = compared(text, phrase.text);
  const write = (changed: string): void => {
    steering.edit.value = { ...edit, text: changed };
  };
  const close = (): void => {
    steering.edit.value = null;
  };

  async function save(): Promise<void> {
    if (problem !== null) {
      form.current?.querySelector("textarea")?.focus();
      return;
    }
    const back = text === phrase.text.trim();
    if (!(await attempt.make(() => steering.reword(phrase, back ? null : text)))) return;
    close();
    notices.say("good", back ? w.restored : w.saved);
  }

  return (
    <form
      ref={form}
      class="steering-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={w.text}
        {...(unused.length > 0 && { hint: w.unused(unused.join(", ")) })}
        counter={w.counter(characters(text), LONGEST_WORDING)}
        problem={problem}
      >
        {(described) => (
          <textarea
            {...described}
            rows={3}
            lang={phrase.language}
            dir="auto"
            spellcheck
            value={edit.text}
            onInput={(event) => {
              write(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (!isSend(event)) return;
              event.preventDefault();
              void save();
            }}
          />
        )}
      </Field>
      <Fillable phrase={phrase} form={form} onInsert={write} />
      <div class="trained">
        <p class="small-title">{w.trained}</p>
        <p lang={phrase.language} dir="auto">
          <Marked text={phrase.text} />
        </p>
      </div>
      <Refusal why={attempt.refusal.value} />
      <FormFoot submit={w.save} disabled={attempt.busy.value || problem !== null} onCancel={close} />
    </form>
  );
}

/** The placeholders of the trained text; each goes where the caret is. */
function Fillable(props: {
  phrase: Phrase;
  form: { current: HTMLFormElement | null };
  onInsert: (text: string) => void;
}): VNode | null {
  const w = words.value.steering.phrases;
  const known = placeholders(props.phrase.text);
  if (known.length === 0) return null;
  const insert = (name: string): void => {
    const field = props.form.current?.querySelector("textarea");
    if (!field) return;
    field.setRangeText(name, field.selectionStart, field.selectionEnd, "end");
    props.onInsert(field.value);
    field.focus();
  };
  return (
    <div class="fillable" role="group" aria-label={w.placeholders}>
      <span class="quiet-text">{w.placeholders}</span>
      {known.map((name) => (
        <button
          key={name}
          type="button"
          class="button small mono"
          onClick={() => {
            insert(name);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

function problemOf(text: string, phrase: Phrase, w: Words["steering"]["phrases"]): string | null {
  if (text === "") return w.empty;
  const over = characters(text) - LONGEST_WORDING;
  if (over > 0) return words.value.steering.notices.problems.too_long(over);
  const { unknown } = compared(text, phrase.text);
  return unknown.length > 0 ? w.unknown(unknown.join(", ")) : null;
}
