import type { VNode } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { Phrase } from "../../protocol/console";
import { useConsole } from "../context";
import { keyOf, said } from "../logic/phrases";
import { Attempt } from "../state/attempt";
import { Marked } from "../ui/Marked";
import { Refusal } from "../ui/Refusal";
import { words } from "../words";
import { PhraseEditor } from "./PhraseEditor";
import { useFormFocus } from "../ui/useFormFocus";

/** What the bot says in one place, with the way to change it and the way back. */
export function PhraseRow({ phrase }: { phrase: Phrase }): VNode {
  const { steering } = useConsole();
  const w = words.value.steering.phrases;
  const key = keyOf(phrase);
  const edit = steering.edit.value;
  const mine = edit?.key === key && edit.brand === steering.brand.value ? edit : null;
  const place = useRef<HTMLDivElement>(null);
  useFormFocus(place, mine !== null);
  const name = phrase.response.replace(/^utter_/u, "").replaceAll("_", " ");
  return (
    <div ref={place} class="phrase">
      <p class="phrase-head">
        <span id={`phrase-${key}`} class="phrase-name">
          {name}
        </span>
        {phrase.wording !== null && <span class="tag ok">{w.changed}</span>}
      </p>
      {mine === null ? (
        <>
          <p class="phrase-text" lang={phrase.language} dir="auto">
            <Marked text={said(phrase)} />
          </p>
          <div class="phrase-verbs">
            <button
              type="button"
              class="button small opens-form"
              aria-describedby={`phrase-${key}`}
              onClick={() => {
                steering.edit.value = { brand: steering.brand.value, key, text: said(phrase) };
              }}
            >
              {w.edit}
            </button>
            {phrase.wording !== null && <Restore phrase={phrase} />}
          </div>
        </>
      ) : (
        <PhraseEditor phrase={phrase} edit={mine} />
      )}
    </div>
  );
}

/** Back to what it was trained to say. */
function Restore({ phrase }: { phrase: Phrase }): VNode {
  const { steering, notices } = useConsole();
  const w = words.value.steering.phrases;
  const attempt = useMemo(() => new Attempt(), []);
  const restore = async (): Promise<void> => {
    if (await attempt.make(() => steering.reword(phrase, null))) notices.say("good", w.restored);
  };
  return (
    <>
      <button
        type="button"
        class="button quiet small"
        aria-describedby={`phrase-${keyOf(phrase)}`}
        aria-disabled={attempt.busy.value}
        title={phrase.text}
        onClick={() => void restore()}
      >
        {w.restore}
      </button>
      <Refusal why={attempt.refusal.value} />
    </>
  );
}
