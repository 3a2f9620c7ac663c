import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useScene } from "./context";

/** Asks before the exchange ends. */
export function RestartQuestion({ done }: { done: () => void }): VNode {
  const { session, texts, focus } = useScene();
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    no.current?.focus();
    return focus;
  }, [focus]);
  return (
    <div class="veil">
      <div class="question" role="alertdialog" aria-labelledby="restart-question" aria-describedby="restart-meaning">
        <h3 id="restart-question">{texts.restartQuestion}</h3>
        <p id="restart-meaning">{texts.restartMeaning}</p>
        <div class="answers">
          <button ref={no} class="secondary" type="button" onClick={done}>
            {texts.cancel}
          </button>
          <button
            class="primary"
            type="button"
            onClick={() => {
              session.restart();
              done();
            }}
          >
            {texts.restart}
          </button>
        </div>
      </div>
    </div>
  );
}
