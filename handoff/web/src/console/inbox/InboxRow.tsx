import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import { useConsole } from "../context";
import { ago, duration } from "../logic/dates";
import { owed } from "../logic/inbox";
import { href, type View } from "../logic/route";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { BrandMark, LanguageMark, UrgencyMark } from "../ui/marks";
import { named, words } from "../words";

/** A conversation in the list: who, why, whose brand, how long there is, and the last line. */
export function InboxRow({ row, view, current }: { row: Row; view: View; current: boolean }): VNode {
  const w = words.value;
  const unanswered = view !== "closed" && owed(row);
  return (
    <a
      href={href({ page: "inbox", view, conversation: row.id })}
      class={`row ${unanswered ? "owed" : ""}`}
      aria-current={current ? "true" : undefined}
    >
      <span class="row-top">
        <span class="row-name" dir="auto">
          {row.customer.name ?? w.anonymous}
        </span>
        <UrgencyMark urgency={row.urgency} />
        <Time row={row} view={view} />
      </span>
      <span class="row-topic">{subject(row, view)}</span>
      <LastLine row={row} />
      <span class="row-marks">
        <BrandMark name={row.brand} />
        <LanguageMark language={row.language} />
        {view === "waiting" && row.team !== null && <span class="quiet-text">{w.teams[row.team]}</span>}
      </span>
    </a>
  );
}

/** What it is about: the outcome once closed, else why it came to a human, else the topic. */
function subject(row: Row, view: View): string {
  const w = words.value;
  if (view === "closed" && row.outcome !== null) return w.outcomes[row.outcome];
  const topic = row.topic === null ? null : named(w.codes.topic, row.topic);
  const reason = row.reason === null || view === "bot" ? null : named(w.reasons, row.reason);
  return [reason, topic].filter((part) => part !== null).join(" · ") || w.inbox.noWords;
}

function LastLine({ row }: { row: Row }): VNode {
  const desk = useConsole();
  const w = words.value.inbox;
  if (row.last === null) return <span class="row-last">{w.noWords}</span>;
  const { author, text } = row.last;
  const mine = author === "cm" && row.cm?.id === desk.me.id;
  return (
    <span class="row-last">
      {author !== "customer" && <span class="row-by">{words.value.said(mine ? w.you : w.by[author], "")}</span>}
      <bdi>{text}</bdi>
    </span>
  );
}

/** In the queue, the time left until the deadline; elsewhere, how long ago the last word was. */
function Time({ row, view }: { row: Row; view: View }): VNode {
  const w = words.value.inbox;
  if (view !== "waiting" || row.deadline === null) {
    const at = row.last?.at ?? row.updated_at;
    return (
      <time class="row-time" dateTime={at}>
        {now.value.getTime() - Date.parse(at) < A_MINUTE_MS ? w.justNow : ago(at, now.value, language.value)}
      </time>
    );
  }
  const left = (Date.parse(row.deadline) - now.value.getTime()) / 1000;
  const waits = row.waiting_since === null ? undefined : w.waits(ago(row.waiting_since, now.value, language.value));
  const tone = left < 0 ? "late" : left < SOON ? "soon" : "";
  const text = duration(Math.abs(left), language.value);
  return (
    <time class={`row-time ${tone}`} dateTime={row.deadline} title={waits}>
      {left < 0 ? w.overdue(text) : w.due(text)}
    </time>
  );
}

const SOON = 5 * 60;
const A_MINUTE_MS = 60_000;
