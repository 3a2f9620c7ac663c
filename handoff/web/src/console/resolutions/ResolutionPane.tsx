import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { ResolutionDetail } from "../../protocol/console";
import { useConsole } from "../context";
import { date, dayKey, duration } from "../logic/dates";
import { href } from "../logic/route";
import { standing } from "../logic/resolutions";
import { now } from "../state/clock";
import { language } from "../state/preferences";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { Gaps } from "../ui/Gaps";
import { Icon } from "../ui/Icon";
import { BrandMark, LanguageMark } from "../ui/marks";
import { Refusal } from "../ui/Refusal";
import { useFormFocus } from "../ui/useFormFocus";
import { format, named, words } from "../words";
import { EditForm } from "./EditForm";
import { HoldForm } from "./HoldForm";
import { MergeForm } from "./MergeForm";
import { ResolutionVerbs } from "./ResolutionVerbs";
import { StandingMark } from "./ResolutionRow";
import { UsesTable } from "./UsesTable";

/** The resolution that is open, or what to do to open one. */
export function ResolutionPane(): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const opening = resolutions.opening.value;
  const one = resolutions.open.value;
  return (
    <article class="page-section resolution-pane" aria-label={w.answered}>
      <a class="text-button resolution-back" href={href({ page: "resolutions", resolution: null })}>
        <Icon name="back" size={16} />
        {w.backToList}
      </a>
      {opening.state === "failed" && (
        <Failed title={w.oneFailed} why={opening.why} onRetry={() => void resolutions.reopen()} />
      )}
      {opening.state === "loading" && one === null && <Skeleton lines={6} />}
      {opening.state === "ready" && one === null && <Blank icon="book" title={w.none} hint={w.noneHint} />}
      {one !== null && opening.state !== "failed" && <Open key={one.id} one={one} />}
    </article>
  );
}

function Open({ one }: { one: ResolutionDetail }): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const form = resolutions.form.value;
  const taken = resolutions.takenOut.value;
  const place = useRef<HTMLDivElement>(null);
  useFormFocus(place, form !== null);
  return (
    <div ref={place} class="resolution">
      <Marks one={one} />
      <Said title={w.asked} text={one.question} one={one} />
      <Said title={w.answered} text={one.reply} one={one} />
      {taken.length > 0 && (
        <p class="callout warn" role="status">
          <Icon name="warning" />
          <span>{w.takenOut(taken.map((kind) => named(w.kinds, kind)).join(", "))}</span>
        </p>
      )}
      <Origin one={one} />
      <Lasting one={one} />
      <ResolutionVerbs one={one} />
      <Refusal why={resolutions.attempt.refusal.value} />
      {form === "edit" && resolutions.draft.value !== null && <EditForm one={one} draft={resolutions.draft.value} />}
      {form === "hold" && <HoldForm one={one} />}
      {form === "merge" && <MergeForm />}
      <UsesTable uses={one.uses} />
    </div>
  );
}

function Marks({ one }: { one: ResolutionDetail }): VNode {
  const w = words.value;
  return (
    <p class="resolution-facts">
      <StandingMark one={one} />
      <LanguageMark language={one.language} />
      <BrandMark name={one.brand} />
      {one.team !== null && <span>{named(w.teams, one.team)}</span>}
      {one.intent !== null && <span>{named(w.codes.topic, one.intent)}</span>}
    </p>
  );
}

function Said({ title, text, one }: { title: string; text: string; one: ResolutionDetail }): VNode {
  return (
    <section class="resolution-said">
      <h3>{title}</h3>
      <p lang={one.language} dir="auto">
        <Gaps text={text} />
      </p>
    </section>
  );
}

/** When and how well it was resolved, and where. */
function Origin({ one }: { one: ResolutionDetail }): VNode {
  const desk = useConsole();
  const w = words.value.resolutions;
  const facts = [
    w.resolved(date(one.moment, language.value)),
    one.csat === null ? null : w.csat(format.value.number(one.csat)),
    one.handling_seconds === null ? null : w.handled(duration(one.handling_seconds, language.value)),
    one.reopened ? w.reopened : null,
  ].filter((fact) => fact !== null);
  const view = desk.inbox.view.value;
  return (
    <p class="quiet-text resolution-origin">
      <span>{facts.join(" · ")}</span>
      {one.conversation_id !== null && (
        <a href={href({ page: "inbox", view, conversation: one.conversation_id })}>{w.origin}</a>
      )}
    </p>
  );
}

/** Until when it holds, who allowed it to the bot, where it went. */
function Lasting({ one }: { one: ResolutionDetail }): VNode | null {
  const w = words.value.resolutions;
  const told = (iso: string): string => date(iso, language.value);
  const over = standing(one, dayKey(now.value)) === "expired";
  const lines = [
    one.holds_until === null ? null : (over ? w.heldUntil : w.holdsUntil)(told(one.holds_until)),
    one.approved_at === null
      ? null
      : w.approvedBy(one.approved_by ?? words.value.somebody, told(one.approved_at)),
    one.uses.merged === 0 ? null : w.merged(one.uses.merged),
  ].filter((line) => line !== null);
  if (lines.length === 0 && one.merged_into === null) return null;
  return (
    <ul class="resolution-lasting">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
      {one.merged_into !== null && (
        <li>
          {w.mergedInto} <a href={href({ page: "resolutions", resolution: one.merged_into })}>{w.seeOther}</a>
        </li>
      )}
    </ul>
  );
}
