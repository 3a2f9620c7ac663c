import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Outcome } from "../../protocol/conversation";
import { useConsole } from "../context";
import { closingOutcomes } from "../logic/verbs";
import { Dialog } from "../ui/Dialog";
import { words } from "../words";

/** Asks how the episode ends; the likeliest outcome is chosen already, so that Enter is enough. */
export function CloseDialog({ onClose }: { onClose: () => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  const caseOpen = desk.open.value?.detail.value?.cases.some(({ status }) => status === "open") ?? false;
  const outcomes = closingOutcomes(caseOpen);
  const chosen = useSignal<Outcome | undefined>(outcomes[0]);
  return (
    <Dialog title={w.dialogs.closeTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen.value !== undefined) void desk.verbs.close(chosen.value);
        }}
      >
        <div class="choices" role="radiogroup" aria-label={w.dialogs.closeTitle}>
          {outcomes.map((outcome) => {
            const impossible = outcome === "promised" && !caseOpen;
            return (
              <label key={outcome} class="choice">
                <input
                  type="radio"
                  name="outcome"
                  autofocus={outcome === chosen.peek()}
                  checked={chosen.value === outcome}
                  disabled={impossible}
                  onChange={() => {
                    chosen.value = outcome;
                  }}
                />
                <span>
                  <strong>{w.outcomes[outcome]}</strong>
                  <small>{impossible ? w.dialogs.promisedNeedsCase : w.outcomeHints[outcome]}</small>
                </span>
              </label>
            );
          })}
        </div>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {w.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={desk.verbs.busy.value}>
            {w.dialogs.closeSubmit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
