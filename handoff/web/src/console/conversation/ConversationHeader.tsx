import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import { useConsole } from "../context";
import { ago } from "../logic/dates";
import { ACTIONS } from "../logic/keys";
import { href } from "../logic/route";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { Icon, type IconName } from "../ui/Icon";
import { Key } from "../ui/Key";
import { BrandMark, LanguageMark, UrgencyMark } from "../ui/marks";
import { words, type Words } from "../words";

type HeaderVerb = keyof Words["verbs"];

/** The verbs shown as buttons, in this order; the others are reached by key or at the reply box. */
const BUTTONS: readonly { verb: HeaderVerb; icon: IconName; primary?: boolean }[] = [
  { verb: "claim", icon: "hand", primary: true },
  { verb: "takeOver", icon: "hand", primary: true },
  { verb: "handBack", icon: "returns" },
  { verb: "transfer", icon: "transfer" },
  { verb: "close", icon: "check" },
];

export function ConversationHeader({ row }: { row: Row }): VNode {
  const desk = useConsole();
  const w = words.value;
  return (
    <header class="conversation-head">
      <a
        class="button quiet icon-only back"
        href={href({ page: "inbox", view: desk.inbox.view.value, conversation: null })}
        aria-label={w.back}
      >
        <Icon name="back" />
      </a>
      <div class="conversation-who">
        <div class="conversation-name">
          <h2 id="conversation-title" dir="auto">
            {row.customer.name ?? w.anonymous}
          </h2>
          <UrgencyMark urgency={row.urgency} />
        </div>
        <p class="conversation-marks">
          <span class={`state ${row.owner}`}>{stateOf(row, desk.mine.value, w)}</span>
          <BrandMark name={row.brand} />
          <LanguageMark language={row.language} />
        </p>
      </div>
      <div class="conversation-verbs" role="group" aria-label={w.conversation.actions}>
        {BUTTONS.filter(({ verb }) => desk.verbs.possible.value.has(verb)).map(({ verb, icon, primary }) => (
          <button
            key={verb}
            type="button"
            class={primary === true ? "button primary" : "button"}
            title={`${w.actions[verb]} (${ACTIONS[verb].toUpperCase()})`}
            aria-keyshortcuts={ACTIONS[verb]}
            aria-disabled={desk.verbs.busy.value}
            onClick={() => {
              desk.verbs.perform(verb);
            }}
          >
            <Icon name={icon} />
            <span class="verb-text">{w.verbs[verb]}</span>
            <Key keys={ACTIONS[verb]} />
          </button>
        ))}
        <button
          type="button"
          class="button quiet icon-only"
          aria-label={w.actions.panel}
          aria-pressed={desk.panelShown.value}
          title={`${w.actions.panel} (${ACTIONS.panel.toUpperCase()})`}
          onClick={() => {
            desk.verbs.perform("panel");
          }}
        >
          <Icon name="panel" />
        </button>
      </div>
    </header>
  );
}

function stateOf(row: Row, mine: boolean, w: Words): string {
  switch (row.owner) {
    case "bot":
      return w.owners.bot;
    case "waiting":
      return row.waiting_since === null
        ? w.owners.waiting
        : w.conversation.waitingFor(ago(row.waiting_since, now.value, language.value));
    case "cm":
      return mine ? w.conversation.withYou : w.conversation.withCm(row.cm?.name ?? w.somebody);
    case "closed":
      return row.outcome === null ? w.owners.closed : w.outcomes[row.outcome];
  }
}
