import type { VNode } from "preact";
import { useConsole } from "../context";
import { Dialog } from "../ui/Dialog";
import { words } from "../words";

/** Asks before a customer is forgotten; Enter alone cancels. */
export function EraseDialog({ onClose }: { onClose: () => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  return (
    <Dialog title={w.dialogs.eraseTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void desk.verbs.erase();
        }}
      >
        <p>{w.dialogs.eraseLead}</p>
        <footer class="dialog-foot">
          <button type="button" class="button" autofocus onClick={onClose}>
            {w.cancel}
          </button>
          <button type="submit" class="button danger" aria-disabled={desk.verbs.busy.value}>
            {w.dialogs.eraseSubmit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
