import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { ResolutionDetail } from "../../protocol/console";
import { useConsole } from "../context";
import { isSend } from "../logic/keys";
import { LONGEST_WORDS } from "../logic/resolutions";
import { characters } from "../logic/text";
import type { WordsDraft } from "../state/resolutions";
import { Field } from "../ui/Field";
import { FormFoot } from "../ui/FormFoot";
import { words } from "../words";

/** Other words for a resolution; what stands above stays in sight. */
export function EditForm({ one, draft }: { one: ResolutionDetail; draft: WordsDraft }): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const form = useRef<HTMLFormElement>(null);
  const { question, reply } = draft;
  const sound = problemOf(question) === null && problemOf(reply) === null;

  function save(): void {
    if (sound) void resolutions.revise({ verb: "edit", question, reply, edited_at: draft.editedAt });
    else form.current?.querySelector<HTMLElement>(".wrong textarea")?.focus();
  }

  const area = (name: "question" | "reply", label: string, rows: number, hint?: string): VNode => (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      counter={w.counter(characters(draft[name]), LONGEST_WORDS)}
      problem={problemOf(draft[name])}
    >
      {(described) => (
        <textarea
          {...described}
          rows={rows}
          lang={one.language}
          dir="auto"
          spellcheck
          value={draft[name]}
          onInput={(event) => {
            resolutions.write({ [name]: event.currentTarget.value });
          }}
          onKeyDown={(event) => {
            if (!isSend(event)) return;
            event.preventDefault();
            save();
          }}
        />
      )}
    </Field>
  );

  return (
    <form
      ref={form}
      class="steering-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {area("question", w.question, 3)}
      {area("reply", w.reply, 8, w.replyHint)}
      {one.approved_at !== null && <p class="quiet-text">{w.losesApproval}</p>}
      <FormFoot
        submit={w.save}
        disabled={resolutions.attempt.busy.value || !sound}
        onCancel={() => {
          resolutions.close();
        }}
      />
    </form>
  );
}

function problemOf(text: string): string | null {
  const w = words.value.resolutions;
  if (text.trim() === "") return w.emptyText;
  const over = characters(text) - LONGEST_WORDS;
  return over > 0 ? w.tooLong(over) : null;
}
