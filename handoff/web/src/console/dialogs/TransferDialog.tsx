import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import type { Team } from "../../protocol/conversation";
import { useConsole } from "../context";
import { Dialog } from "../ui/Dialog";
import { words } from "../words";

/** Gives the conversation to another team, with what they should know. */
export function TransferDialog({ row, onClose }: { row: Row; onClose: () => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  const brand = desk.me.brands.find(({ name }) => name === row.brand);
  const teams = brand?.teams ?? [];
  const team = useSignal<Team | undefined>(teams.find((known) => known !== row.team));
  const note = useSignal("");
  return (
    <Dialog title={w.dialogs.transferTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (team.value !== undefined) void desk.verbs.transfer({ team: team.value, note: note.value.trim() || null });
        }}
      >
        <div class="choices compact" role="radiogroup" aria-label={w.dialogs.transferTo}>
          {teams.map((known) => (
            <label key={known} class="choice">
              <input
                type="radio"
                name="team"
                autofocus={known === team.peek()}
                checked={team.value === known}
                onChange={() => {
                  team.value = known;
                }}
              />
              <span>
                <strong>{w.teams[known]}</strong>
              </span>
            </label>
          ))}
        </div>
        <label class="field">
          <span>{w.dialogs.transferNote}</span>
          <textarea
            rows={3}
            value={note.value}
            onInput={(event) => {
              note.value = event.currentTarget.value;
            }}
          />
          <small>{w.dialogs.transferNoteHint}</small>
        </label>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {w.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={desk.verbs.busy.value}>
            {w.dialogs.transferSubmit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
