import { useEffect } from "preact/hooks";
import { action, isTextField, suggestionKey, type Action } from "./logic/keys";
import type { Console } from "./state/console";

/** Listens to the keyboard for the whole workspace. */
export function useKeyboard(desk: Console): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || desk.dialog.value !== null) return;
      if (press(desk, event)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("keydown", onKey);
    };
  }, [desk]);
}

/** Does what a key asks for; false when it asks for nothing that is possible now. */
function press(desk: Console, event: KeyboardEvent): boolean {
  const digit = suggestionKey(event);
  if (digit !== null) return insert(desk, digit);
  const asked = action(event, isTextField(document.activeElement));
  return asked !== null && (go(desk, asked) || act(desk, asked));
}

function insert(desk: Console, digit: number): boolean {
  const open = desk.open.value;
  const suggested = open?.suggestions.suggested.value;
  if (open === null || !desk.mine.value || suggested?.state !== "ready") return false;
  const suggestion = suggested.list[digit];
  if (suggestion === undefined) return false;
  open.composer.insert(suggestion);
  return true;
}

/** Keys that move about. */
function go(desk: Console, asked: Action): boolean {
  switch (asked) {
    case "waiting":
    case "mine":
    case "bot":
    case "closed":
      desk.go({ page: "inbox", view: asked, conversation: null });
      return true;
    case "report":
      desk.go({ page: "report" });
      return true;
    case "down":
      desk.step(1);
      return true;
    case "up":
      desk.step(-1);
      return true;
    case "help":
      desk.dialog.value = "keys";
      return true;
    default:
      return false;
  }
}

/** Keys that do something to the conversation that is open. */
function act(desk: Console, asked: Action): boolean {
  if (asked !== "next") return desk.verbs.perform(asked);
  void desk.verbs.takeNext();
  return true;
}
