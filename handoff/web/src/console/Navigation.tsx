import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useConsole } from "./context";
import { ACTIONS } from "./logic/keys";
import { front, href, PAGES, VIEWS, type Page, type View } from "./logic/route";
import { supervises } from "./logic/verbs";
import { SettingsMenu } from "./SettingsMenu";
import { Icon, Mark, type IconName } from "./ui/Icon";
import { Key } from "./ui/Key";
import { Avatar } from "./ui/marks";
import { format, words } from "./words";

const ICONS: Record<View, IconName> = { waiting: "inbox", mine: "mine", bot: "bot", closed: "closed" };
const PAGE_ICONS: Record<Page, IconName> = { report: "report", cases: "case", resolutions: "book", steering: "steering" };

/** The views with their counts, the queue's next, and whose console this is. */
export function Navigation({ onLogout }: { onLogout: () => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  const route = desk.route.value;
  return (
    <nav class="navigation" aria-label={w.menu.navigation}>
      <div class="wordmark">
        <Mark size={26} />
        <span>{w.product}</span>
      </div>
      <NextButton />
      <ul>
        {VIEWS.map((view) => (
          <ViewLink key={view} view={view} current={route.page === "inbox" && desk.inbox.view.value === view} />
        ))}
        {PAGES.filter((page) => page !== "steering" || supervises(desk.me)).map((page) => (
          <PageLink key={page} page={page} current={route.page === page} />
        ))}
      </ul>
      <Account onLogout={onLogout} />
    </nav>
  );
}

function NextButton(): VNode {
  const desk = useConsole();
  const text = words.value.actions.next;
  return (
    <button
      type="button"
      class="button primary next"
      title={text}
      aria-disabled={desk.verbs.busy.value}
      onClick={() => void desk.verbs.takeNext()}
    >
      <Icon name="next" />
      <span class="nav-text">{text}</span>
      <Key keys={ACTIONS.next} />
    </button>
  );
}

function ViewLink({ view, current }: { view: View; current: boolean }): VNode {
  const desk = useConsole();
  const w = words.value;
  const count = view === "closed" ? 0 : desk.inbox.counts.value[view];
  return (
    <li>
      <a
        href={href({ page: "inbox", view, conversation: null })}
        class="nav-link"
        aria-current={current ? "page" : undefined}
        title={w.views[view]}
      >
        <Icon name={ICONS[view]} />
        <span class="nav-text">{w.views[view]}</span>
        {count > 0 && <span class={view === "waiting" ? "count strong" : "count"}>{format.value.number(count)}</span>}
      </a>
    </li>
  );
}

function PageLink({ page, current }: { page: Page; current: boolean }): VNode {
  const text = words.value.pages[page];
  return (
    <li class="page-link">
      <a href={href(front(page))} class="nav-link" aria-current={current ? "page" : undefined} title={text}>
        <Icon name={PAGE_ICONS[page]} />
        <span class="nav-text">{text}</span>
      </a>
    </li>
  );
}

function Account({ onLogout }: { onLogout: () => void }): VNode {
  const desk = useConsole();
  const w = words.value.menu;
  const shown = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) === false) shown.value = false;
    };
    document.addEventListener("pointerdown", onPointer);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
    };
  }, [shown]);
  const presence = desk.presence.value;
  return (
    <div
      class="account"
      ref={place}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !shown.value) return;
        event.preventDefault();
        shown.value = false;
        button.current?.focus();
      }}
    >
      {shown.value && (
        <SettingsMenu
          onLogout={onLogout}
          onClose={() => {
            shown.value = false;
          }}
        />
      )}
      <button
        ref={button}
        type="button"
        class="account-button"
        aria-label={`${w.open}, ${desk.me.name}`}
        aria-expanded={shown.value}
        onClick={() => {
          shown.value = !shown.value;
        }}
      >
        <span class={`presence ${presence}`}>
          <Avatar name={desk.me.name} />
        </span>
        <span class="nav-text who">
          <strong>{desk.me.name}</strong>
          <small>{presence === "online" ? w.online : w.away}</small>
        </span>
      </button>
    </div>
  );
}
