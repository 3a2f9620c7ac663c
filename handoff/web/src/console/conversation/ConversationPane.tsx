import type { VNode } from "preact";
import { useConsole } from "../context";
import { ContextPanel } from "../panel/ContextPanel";
import type { OpenConversation } from "../state/conversation";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { Key } from "../ui/Key";
import { ACTIONS } from "../logic/keys";
import { words } from "../words";
import { ConversationHeader } from "./ConversationHeader";
import { ReplyArea } from "../reply/ReplyArea";
import { Timeline } from "./Timeline";

/** The conversation that is open, with what is known beside it. */
export function ConversationPane(): VNode {
  const desk = useConsole();
  const open = desk.open.value;
  if (open === null) return <NothingOpen />;
  return <Opened key={open.id} open={open} />;
}

function Opened({ open }: { open: OpenConversation }): VNode {
  const desk = useConsole();
  const w = words.value.conversation;
  const reading = open.reading.value;
  const row = open.row.value;
  const detail = open.detail.value;
  if (reading.state === "failed") {
    return (
      <main class="conversation">
        <Failed title={w.failed} why={reading.why} onRetry={() => void open.read()} />
      </main>
    );
  }
  if (row === null || detail === null) {
    return (
      <main class="conversation" aria-busy="true">
        <div class="conversation-loading">
          <Skeleton lines={2} />
          <Skeleton lines={3} />
          <Skeleton lines={2} />
        </div>
      </main>
    );
  }
  return (
    <>
      <main class="conversation" aria-labelledby="conversation-title">
        <ConversationHeader row={row} />
        <Timeline open={open} row={row} />
        <ReplyArea open={open} row={row} />
      </main>
      {desk.panelShown.value && <ContextPanel row={row} detail={detail} facts={open.facts.value} />}
    </>
  );
}

function NothingOpen(): VNode {
  const desk = useConsole();
  const w = words.value;
  return (
    <main class="conversation vacant">
      <Blank icon="inbox" title={w.conversation.none} hint={w.conversation.noneHint}>
        <button type="button" class="button primary" onClick={() => void desk.verbs.takeNext()}>
          {w.actions.next} <Key keys={ACTIONS.next} />
        </button>
        <p class="hint-keys">
          <Key keys={ACTIONS.down} /> <Key keys={ACTIONS.up} /> {w.dialogs.keysList.toLowerCase()}
          <span>·</span>
          <Key keys={ACTIONS.help} /> {w.dialogs.keysTitle.toLowerCase()}
        </p>
      </Blank>
    </main>
  );
}
