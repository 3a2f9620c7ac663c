import { useEffect } from "preact/hooks";
import { action, isTextField, rejectionKey, revision, suggestionKey, type Action } from "./logic/keys";
import { front, PAGES, VIEWS, type Route } from "./logic/route";
import { supervises } from "./logic/verbs";
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
  if (event.key === "Escape") leaveText();
  const digit = suggestionKey(event);
  if (digit !== null) return insert(desk, digit);
  const rejected = rejectionKey(event);
  if (rejected !== null) return reject(desk, rejected);
  if (desk.route.value.page === "resolutions") {
    const revised = revision(event, isTextField(document.activeElement));
    if (revised !== null) return desk.resolutions.press(revised);
  }
  const asked = action(event, isTextField(document.activeElement));
  return asked !== null && (go(desk, asked) || act(desk, asked));
}

/** Letters act again once the field has lost the focus. */
function leaveText(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && isTextField(focused)) focused.blur();
}

function insert(desk: Console, digit: number): boolean {
  const open = desk.open.value;
  const suggestion = open?.suggestions.at(digit);
  if (!open || !suggestion || !inSight(desk) || !desk.mine.value) return false;
  open.insert(suggestion);
  return true;
}

function reject(desk: Console, digit: number): boolean {
  const suggestions = desk.open.value?.suggestions;
  const suggestion = suggestions?.at(digit);
  if (!suggestions || !suggestion || !inSight(desk)) return false;
  suggestions.ask(suggestion.resolution_id);
  return true;
}

/** Keys that move about. */
function go(desk: Console, asked: Action): boolean {
  const view = VIEWS.find((known) => known === asked);
  if (view !== undefined) return to(desk, { page: "inbox", view, conversation: null });
  const page = PAGES.find((known) => known === asked);
  if (page !== undefined) return (page !== "steering" || supervises(desk.me)) && to(desk, front(page));
  switch (asked) {
    case "down":
      return step(desk, 1);
    case "up":
      return step(desk, -1);
    case "help":
      desk.dialog.value = "keys";
      return true;
    default:
      return false;
  }
}

function to(desk: Console, route: Route): boolean {
  desk.go(route);
  return true;
}

/** Along the list that is shown. */
function step(desk: Console, by: 1 | -1): boolean {
  switch (desk.route.value.page) {
    case "inbox":
      desk.step(by);
      return true;
    case "cases":
      desk.cases.step(by);
      return true;
    case "resolutions":
      return to(desk, { page: "resolutions", resolution: desk.resolutions.beside(by) });
    default:
      return false;
  }
}

/** Keys that do something to the conversation that is open: only to one that can be seen. */
function act(desk: Console, asked: Action): boolean {
  if (asked !== "next") return inSight(desk) && desk.verbs.perform(asked);
  void desk.verbs.takeNext();
  return true;
}

function inSight(desk: Console): boolean {
  return desk.route.value.page === "inbox";
}
