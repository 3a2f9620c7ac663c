import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Case } from "../../protocol/console";
import { useConsole } from "../context";
import { standing } from "../logic/cases";
import { date, duration, moment } from "../logic/dates";
import { href } from "../logic/route";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { BrandMark } from "../ui/marks";
import { named, words } from "../words";

/** One case; the whole row leads to its conversation. */
export function CaseRow({ one }: { one: Case }): VNode {
  const desk = useConsole();
  const w = words.value;
  const { cases } = desk;
  const link = useRef<HTMLAnchorElement>(null);
  const current = cases.current.value === one.number;
  useEffect(() => {
    if (current) link.current?.focus();
  }, [current]);
  return (
    <a
      ref={link}
      class={`case-row ${standing(one, now.value)}`}
      href={href({ page: "inbox", view: desk.inbox.view.value, conversation: one.conversation })}
      onFocus={() => {
        cases.current.value = one.number;
      }}
    >
      <span class="case-number">
        <strong>{one.number}</strong>
        <span>{named(w.caseKinds, one.kind)}</span>
      </span>
      <span class="case-about" dir="auto">
        {one.summary ?? ""}
      </span>
      <span class="case-order">
        {one.order_number !== null && <span class="mono">{one.order_number}</span>}
        {one.tracking_number !== null && <span class="mono quiet-text">{one.tracking_number}</span>}
        {one.carrier_reference !== null && (
          <span class="quiet-text">
            {w.cases.carrierReference} <span class="mono">{one.carrier_reference}</span>
          </span>
        )}
      </span>
      <span class="case-team">
        <span>{named(w.teams, one.team)}</span>
        <BrandMark name={one.brand} />
      </span>
      <Due one={one} />
    </a>
  );
}

/** When it is due and how long that is from now; once closed, since when. */
function Due({ one }: { one: Case }): VNode {
  const w = words.value;
  const state = standing(one, now.value);
  if (state === "closed") {
    return (
      <span class="case-due">
        {one.closed_at !== null && <time dateTime={one.closed_at}>{moment(one.closed_at, language.value)}</time>}
        <span class="quiet-text">
          {w.context.dueAt} {date(one.due_at, language.value)}
        </span>
      </span>
    );
  }
  const seconds = Math.abs(Date.parse(one.due_at) - now.value.getTime()) / 1000;
  const left = duration(seconds, language.value);
  return (
    <span class="case-due">
      <time dateTime={one.due_at}>{moment(one.due_at, language.value)}</time>
      <span class="case-left">{state === "overdue" ? w.inbox.overdue(left) : w.inbox.due(left)}</span>
    </span>
  );
}
