import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import { useConsole } from "../context";
import type { Slot } from "../logic/drafts";
import { ACTIONS, type Action } from "../logic/keys";
import type { OpenConversation } from "../state/conversation";
import { Icon } from "../ui/Icon";
import { Key } from "../ui/Key";
import { gapNamed, words } from "../words";
import { Editor } from "./Editor";

/** The box for a reply or a note, with what is missing before it may go. */
export function Composer({ open, row, mayReply }: { open: OpenConversation; row: Row; mayReply: boolean }): VNode {
  const desk = useConsole();
  const w = words.value.reply;
  const { composer } = open;
  const slot = composer.slot.value;
  const sendText = slot === "note" ? w.addNote : w.send;
  return (
    <form
      class={slot === "note" ? "composer noting" : "composer"}
      onSubmit={(event) => {
        event.preventDefault();
        void desk.verbs.send();
      }}
    >
      <div class="composer-tabs" role="group" aria-label={w.tabs}>
        {mayReply && <SlotTab open={open} slot="reply" verb="reply" />}
        <SlotTab open={open} slot="note" verb="note" />
        {slot === "reply" && <VoiceHint row={row} />}
      </div>
      {composer.refusal.value !== null && (
        <p class="callout bad" role="alert">
          <Icon name="warning" />
          <span>
            <strong>{w.notSent}</strong> {composer.refusal.value}
          </span>
        </p>
      )}
      <Editor open={open} row={row} />
      <ToFill open={open} />
      <div class="composer-foot">
        {slot === "reply" && (
          <button
            type="button"
            class="button quiet small"
            title={`${w.dress} (${ACTIONS.dress.toUpperCase()})`}
            onClick={() => {
              desk.verbs.perform("dress");
            }}
          >
            <Icon name="spark" size={16} />
            {w.dress}
          </button>
        )}
        <Missing open={open} />
        <button type="submit" class="button primary send" aria-disabled={!composer.sendable.value}>
          {composer.sending.value ? w.sending : sendText}
          <Key keys="Ctrl+↵" />
        </button>
      </div>
    </form>
  );
}

function SlotTab({ open, slot, verb }: { open: OpenConversation; slot: Slot; verb: Action }): VNode {
  const desk = useConsole();
  return (
    <button
      type="button"
      class="composer-tab"
      aria-pressed={open.composer.slot.value === slot}
      onClick={() => {
        desk.verbs.perform(verb);
      }}
    >
      {words.value.actions[verb]}
    </button>
  );
}

/** Whose voice this is: the brand, tu or vous, the customer's language. */
function VoiceHint({ row }: { row: Row }): VNode {
  const { me } = useConsole();
  const w = words.value;
  const brand = me.brands.find(({ name }) => name === row.brand);
  const address = row.language === "fr" && brand !== undefined ? w.reply[brand.voice.address] : null;
  const parts = [brand?.display_name ?? row.brand, address, w.conversation.language[row.language]];
  return <span class="voice-hint">{parts.filter((part) => part !== null).join(" · ")}</span>;
}

/** Every gap of the reply by its name in words; one click goes to it. */
function ToFill({ open }: { open: OpenConversation }): VNode | null {
  const w = words.value;
  const { composer } = open;
  if (composer.gaps.value.length === 0) return null;
  return (
    <div class="to-fill" role="group" aria-label={w.reply.toFill}>
      {composer.gaps.value.map(({ name, start, end }) => (
        <button
          key={start}
          type="button"
          class="gap-chip"
          onClick={() => {
            composer.selected.value = { start, end };
          }}
        >
          {gapNamed(w, name)}
        </button>
      ))}
    </div>
  );
}

function Missing({ open }: { open: OpenConversation }): VNode {
  const w = words.value.reply;
  const { composer } = open;
  const gaps = composer.gaps.value;
  return (
    <span class="composer-state" role="status">
      {gaps.length > 0 ? (
        <span class="gaps">
          {w.gaps(gaps.length)}
          <span class="gaps-key">
            {" · "}
            <Key keys="Tab" /> {w.gapsHint}
          </span>
        </span>
      ) : (
        composer.draft.value.text !== "" && !composer.sending.value && <span class="kept">{w.kept}</span>
      )}
    </span>
  );
}
