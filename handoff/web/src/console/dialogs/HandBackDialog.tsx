import type { VNode } from "preact";
import { useConsole } from "../context";
import { Dialog } from "../ui/Dialog";
import { words } from "../words";

export function HandBackDialog({ onClose }: { onClose: () => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  return (
    <Dialog title={w.dialogs.handBackTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void desk.verbs.handBack();
        }}
      >
        <p>{w.dialogs.handBackLead}</p>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {w.cancel}
          </button>
          <button type="submit" class="button primary" autofocus aria-disabled={desk.verbs.busy.value}>
            {w.dialogs.handBackSubmit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
