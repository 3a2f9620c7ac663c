import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import { useConsole } from "../context";
import { ACTIONS } from "../logic/keys";
import type { OpenConversation } from "../state/conversation";
import { Icon } from "../ui/Icon";
import { Key } from "../ui/Key";
import { words, type Words } from "../words";
import { Composer } from "./Composer";
import { Suggestions } from "./Suggestions";

/** Where one writes: the suggestions and the box, or why there is nothing to write here. */
export function ReplyArea({ open, row }: { open: OpenConversation; row: Row }): VNode {
  const desk = useConsole();
  const noting = open.composer.slot.value === "note";
  if (desk.mine.value) {
    return (
      <footer class="reply">
        {!noting && <Suggestions open={open} row={row} />}
        <Composer open={open} row={row} mayReply />
      </footer>
    );
  }
  return (
    <footer class="reply">
      {row.owner === "waiting" && <Suggestions open={open} row={row} />}
      {noting ? <Composer open={open} row={row} mayReply={false} /> : <Standby open={open} row={row} />}
    </footer>
  );
}

/** Somebody else has the conversation: who, and what may be done about it. */
function Standby({ open, row }: { open: OpenConversation; row: Row }): VNode {
  const desk = useConsole();
  const w = words.value;
  const draft = open.composer.draft.value.text;
  const verb = (["claim", "takeOver"] as const).find((known) => desk.verbs.possible.value.has(known));
  return (
    <div class="standby">
      <p>{whose(row, w)}</p>
      <div class="standby-verbs">
        <button
          type="button"
          class="button"
          onClick={() => {
            desk.verbs.perform("note");
          }}
        >
          <Icon name="note" />
          {w.reply.mayNote}
          <Key keys={ACTIONS.note} />
        </button>
        {verb !== undefined && (
          <button
            type="button"
            class="button primary"
            aria-disabled={desk.verbs.busy.value}
            onClick={() => {
              desk.verbs.perform(verb);
            }}
          >
            {w.verbs[verb]}
            <Key keys={ACTIONS[verb]} />
          </button>
        )}
      </div>
      {open.composer.refusal.value !== null && (
        <p class="callout bad" role="alert">
          <Icon name="warning" />
          <span>
            <strong>{w.reply.notSent}</strong> {open.composer.refusal.value}
          </span>
        </p>
      )}
      {draft !== "" && (
        <div class="kept-draft">
          <p>{w.reply.draftKept}</p>
          <blockquote dir="auto">{draft}</blockquote>
        </div>
      )}
    </div>
  );
}

function whose(row: Row, w: Words): string {
  switch (row.owner) {
    case "bot":
      return w.reply.bot;
    case "waiting":
      return w.reply.waiting;
    case "cm":
      return w.reply.other(row.cm?.name ?? w.somebody);
    case "closed":
      return w.reply.closed;
  }
}
