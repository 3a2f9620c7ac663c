import { useSignal } from "@preact/signals";
import type { RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Announcer } from "./Announcer";
import { Composer } from "./Composer";
import { useScene } from "./context";
import { Header } from "./Header";
import { Messages } from "./Messages";
import { RestartQuestion } from "./RestartQuestion";
import { Waiting } from "./Waiting";

/** Where the panel covers the screen; the style sheet has the same condition. */
const FULL_SCREEN = "(max-width: 480px), (max-height: 480px)";

/** The whole conversation window; `shown` is called each time it has come on the screen. */
export function Panel({ close, shown }: { close: () => void; shown: () => void }): VNode {
  const { session, texts, open } = useScene();
  const asking = useSignal(false);
  const dialog = useRef<HTMLElement>(null);
  useRoomAboveKeyboard(dialog);
  useLayoutEffect(() => {
    if (open.value) shown();
  }, [open.value, shown]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (asking.value) asking.value = false;
      else close();
    } else if (event.key === "Tab" && dialog.current && matchMedia(FULL_SCREEN).matches) {
      keepInside(dialog.current, event);
    }
  };
  return (
    <section
      ref={dialog}
      class="panel"
      role="dialog"
      aria-label={session.brand.value?.display_name ?? texts.messages}
      tabIndex={-1}
      hidden={!open.value}
      onKeyDown={onKeyDown}
    >
      <Header
        restart={() => {
          asking.value = true;
        }}
        close={close}
      />
      <LineNotice />
      <Messages />
      <Waiting />
      <Composer />
      {asking.value && (
        <RestartQuestion
          done={() => {
            asking.value = false;
          }}
        />
      )}
      <Announcer />
    </section>
  );
}

function LineNotice(): VNode {
  const { session, texts } = useScene();
  const line = session.line.value;
  const trouble = session.notice.value;
  const said = {
    refused: texts.refused,
    lost: texts.lost,
    connecting: null,
    online: trouble && (trouble === "too_many" ? texts.tooMany : texts.trouble),
  }[line];
  return (
    <div class="notices" role="status">
      {said !== null && <p class={line === "online" ? "notice bad" : "notice"}>{said}</p>}
    </div>
  );
}

/** Full screen on a phone: the panel ends where the keyboard begins. */
function useRoomAboveKeyboard(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = (): void => {
      element.current?.style.setProperty("--room", `${viewport.height}px`);
    };
    measure();
    viewport.addEventListener("resize", measure);
    return () => {
      viewport.removeEventListener("resize", measure);
    };
  }, [element]);
}

function keepInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const stops = dialog.querySelectorAll<HTMLElement>("button:not(:disabled), a[href], textarea");
  const root = dialog.getRootNode();
  const focused = root instanceof ShadowRoot ? root.activeElement : document.activeElement;
  const [first, last] = [stops.item(0), stops.item(stops.length - 1)];
  const [from, to] = event.shiftKey ? [first, last] : [last, first];
  if (focused !== from && !(event.shiftKey && focused === dialog)) return;
  event.preventDefault();
  to.focus();
}
