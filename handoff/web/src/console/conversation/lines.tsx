/** Separators of the timeline: days, changes of owner, cases, what was erased. */

import type { VNode } from "preact";
import type { OwnerBody } from "../../protocol/console";
import type { CaseEvent, OwnerEvent } from "../logic/timeline";
import { language } from "../state/preferences";
import { date } from "../logic/dates";
import { Icon } from "../ui/Icon";
import { format, named, words, type Words } from "../words";

export function DayLine({ at }: { at: string }): VNode {
  return (
    <p class="day-line">
      <time dateTime={at}>{format.value.nearDay(at)}</time>
    </p>
  );
}

export function OwnerLine({ event }: { event: OwnerEvent }): VNode {
  const w = words.value;
  const { move, to, team, note } = event.body;
  const say = w.moves[move] ?? w.moves.other;
  const by = event.name ?? w.somebody;
  const why = whyMoved(event.body, w);
  return (
    <div class="owner-line">
      <p>
        <span>{say?.(by, team && to === "waiting" ? w.teams[team] : null)}</span>
        {why !== null && <span class="owner-why">{why}</span>}
        <time dateTime={event.at}>{format.value.time(event.at)}</time>
      </p>
      {note && (
        <p class="owner-note" dir="auto">
          <Icon name="note" size={16} />
          {note}
        </p>
      )}
    </div>
  );
}

/** The reason or the outcome, where it says more than the move itself. */
function whyMoved({ reason, outcome }: OwnerBody, w: Words): string | null {
  if (outcome) return w.outcomes[outcome];
  if (!reason || reason === "taken_over" || reason === "assigned") return null;
  return named(w.reasons, reason);
}

export function ErasedLine(): VNode {
  return <p class="erased-line">{words.value.conversation.erased}</p>;
}

export function CaseLine({ event }: { event: CaseEvent }): VNode {
  const w = words.value;
  const { number, kind, status, due_at } = event.body;
  const open = status === "open";
  // The bot opens cases; a CM who writes one gave it another date.
  const title = event.author === "cm" ? w.dated(number) : w.opened(number);
  return (
    <p class="case-line">
      <Icon name="case" size={16} />
      <strong>{open ? title : w.caseIs(number, named(w.caseStatuses, status))}</strong>
      <span>{named(w.caseKinds, kind)}</span>
      {open && <span>{w.dueOn(date(due_at, language.value))}</span>}
      <time dateTime={event.at}>{format.value.time(event.at)}</time>
    </p>
  );
}
