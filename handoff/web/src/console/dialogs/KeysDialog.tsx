import type { VNode } from "preact";
import { useConsole } from "../context";
import { ACTIONS, REVISIONS, type Action, type Revision } from "../logic/keys";
import { supervises } from "../logic/verbs";
import { Dialog } from "../ui/Dialog";
import { Key } from "../ui/Key";
import { words } from "../words";

const ACT: readonly Action[] = [
  "next",
  "claim",
  "takeOver",
  "reply",
  "note",
  "dress",
  "handBack",
  "transfer",
  "close",
];
const MOVE: readonly Action[] = ["down", "up", "history", "panel", "help"];
const VIEWS: readonly Action[] = ["waiting", "mine", "bot", "closed", "report", "cases", "resolutions"];
const REVISE: readonly Revision[] = ["search", "edit", "hold", "merge", "retire", "approve"];

/** Every key that this person has. */
export function KeysDialog({ onClose }: { onClose: () => void }): VNode {
  const { me } = useConsole();
  const w = words.value;
  const views = supervises(me) ? [...VIEWS, "steering" as const] : VIEWS;
  return (
    <Dialog title={w.dialogs.keysTitle} onClose={onClose} wide>
      <p class="quiet-text">{w.dialogs.keysLead}</p>
      <div class="keys">
        <KeyTable title={w.dialogs.keysActions} keys={ACT.map((name) => [ACTIONS[name], w.actions[name]])} />
        <KeyTable
          title={w.dialogs.keysEverywhere}
          keys={[
            ["Ctrl+↵", w.dialogs.sendKeys],
            ["Ctrl+1…3", w.dialogs.insertKeys],
            ["Alt+1…3", w.dialogs.insertKeys],
            [w.suggestions.rejectKeys("1…3"), w.dialogs.rejectKeys],
            ["Tab", w.dialogs.tabKeys],
            ["Esc", w.dialogs.escapeKeys],
          ]}
        />
        <KeyTable title={w.dialogs.keysList} keys={MOVE.map((name) => [ACTIONS[name], w.actions[name]])} />
        <KeyTable
          title={w.dialogs.keysResolutions}
          keys={REVISE.map((name) => [REVISIONS[name], w.resolutions[name]])}
        />
        <KeyTable title={w.dialogs.keysViews} keys={views.map((name) => [ACTIONS[name], w.actions[name]])} />
      </div>
    </Dialog>
  );
}

function KeyTable({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }): VNode {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {keys.map(([key, said]) => (
          <div key={key}>
            <dt>{said}</dt>
            <dd>
              <Key keys={key} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
