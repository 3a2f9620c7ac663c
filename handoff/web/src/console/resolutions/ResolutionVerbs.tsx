import type { VNode } from "preact";
import type { ResolutionDetail } from "../../protocol/console";
import { useConsole } from "../context";
import { REVISIONS, type Revision } from "../logic/keys";
import { revises } from "../logic/resolutions";
import { supervises } from "../logic/verbs";
import { Icon } from "../ui/Icon";
import { Key } from "../ui/Key";
import { words } from "../words";

/** What may be done with it, and why not where something may not. */
export function ResolutionVerbs({ one }: { one: ResolutionDetail }): VNode {
  const { me } = useConsole();
  const w = words.value.resolutions;
  if (!revises(me)) return <p class="quiet-text">{w.readOnly}</p>;
  const retired = one.retired_at !== null;
  return (
    <>
      <div class="resolution-verbs" role="group" aria-label={w.actions}>
        {!retired && (
          <>
            <Verb verb="edit" text={w.edit} form />
            <Verb verb="merge" text={w.merge} form />
            <Verb verb="hold" text={w.hold} form />
          </>
        )}
        <Verb verb="retire" text={retired ? w.restore : w.retire} />
        {!retired && supervises(me) && (
          <Verb verb="approve" text={one.approved_at === null ? w.approve : w.unapprove} primary />
        )}
      </div>
      {!retired && one.approved_at === null && <Barred one={one} />}
    </>
  );
}

function Verb(props: { verb: Exclude<Revision, "search">; text: string; form?: boolean; primary?: boolean }): VNode {
  const { resolutions } = useConsole();
  const { verb, text, form = false, primary = false } = props;
  const possible = resolutions.possible.value.has(verb) && !resolutions.attempt.busy.value;
  return (
    <button
      type="button"
      class={`button${primary ? " primary" : ""}${form ? " opens-form" : ""}`}
      aria-disabled={!possible}
      aria-expanded={form ? resolutions.form.value === verb : undefined}
      aria-describedby={verb === "approve" ? "barred" : undefined}
      onClick={() => {
        resolutions.press(verb);
      }}
    >
      {text}
      <Key keys={REVISIONS[verb]} />
    </button>
  );
}

/** Why the bot may not say it, or who may allow it. */
function Barred({ one }: { one: ResolutionDetail }): VNode | null {
  const { me } = useConsole();
  const w = words.value.resolutions;
  if (one.barred.length > 0) {
    return (
      <p id="barred" class="callout">
        <Icon name="bot" />
        <span>
          {w.barred} {one.barred.map((why) => w.barredBecause[why]).join(", ")}. {w.reword}
        </span>
      </p>
    );
  }
  return supervises(me) ? null : <p class="quiet-text">{w.supervisorApproves}</p>;
}
