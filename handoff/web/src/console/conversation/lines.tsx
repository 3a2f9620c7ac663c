/** Separators of the timeline: days, changes of owner, cases. */

import type { VNode } from "preact";
import type { CaseEvent, OwnerEvent } from "../logic/timeline";
import { language } from "../state/preferences";
import { date } from "../logic/dates";
import { Icon } from "../ui/Icon";
import { format, named, words } from "../words";

export function DayLine({ at }: { at: string }): VNode {
  return (
    <p class="day-line">
      <time dateTime={at}>{format.value.nearDay(at)}</time>
    </p>
  );
}

export function OwnerLine({ event }: { event: OwnerEvent }): VNode {
  const w = words.value;
  const { move, team, reason, outcome, note } = event.body;
  const say = w.moves[move] ?? w.moves.other;
  const by = event.name ?? w.somebody;
  const why = outcome ? w.outcomes[outcome] : reason ? w.reasons[reason] : null;
  return (
    <div class="owner-line">
      <p>
        <span>{say?.(by, team ? w.teams[team] : null)}</span>
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

export function CaseLine({ event }: { event: CaseEvent }): VNode {
  const w = words.value;
  const { number, kind, status, due_at } = event.body;
  const opened = status === "open";
  return (
    <p class="case-line">
      <Icon name="case" size={16} />
      <strong>{opened ? w.opened(number) : w.caseIs(number, named(w.caseStatuses, status))}</strong>
      <span>{named(w.caseKinds, kind)}</span>
      {opened && <span>{w.dueOn(date(due_at, language.value))}</span>}
      <time dateTime={event.at}>{format.value.time(event.at)}</time>
    </p>
  );
}
