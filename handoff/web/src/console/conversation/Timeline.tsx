import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Row } from "../../protocol/console";
import { useConsole } from "../context";
import { dayKey } from "../logic/dates";
import { digest, stretches, type Digest, type Item, type Stretch } from "../logic/timeline";
import type { OpenConversation } from "../state/conversation";
import { Icon } from "../ui/Icon";
import { ACTIONS } from "../logic/keys";
import { Key } from "../ui/Key";
import { format, words } from "../words";
import { CaseLine, DayLine, ErasedLine, OwnerLine } from "./lines";
import { Message } from "./Message";
import { Note } from "./Note";

/** How near to the end counts as reading the newest. */
const NEAR_END_PX = 80;

/** The whole conversation, oldest first. It stays at the newest unless the CM reads further up. */
export function Timeline({ open, row }: { open: OpenConversation; row: Row }): VNode {
  const desk = useConsole();
  const w = words.value.conversation;
  const parts = useComputed(() => stretches(open.log.value, dayKey));
  const scroller = useRef<HTMLDivElement>(null);
  const top = useRef(0);
  const atEnd = useSignal(true);
  const length = open.log.value.length;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && atEnd.peek()) element.scrollTop = element.scrollHeight;
  }, [length, atEnd, open]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const resized = new ResizeObserver(() => {
      if (atEnd.peek()) element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => {
      resized.disconnect();
    };
  }, [atEnd]);
  useSignalEffect(() => {
    if (desk.focus.value !== "timeline") return;
    desk.focus.value = null;
    scroller.current?.focus({ preventScroll: true });
  });

  return (
    <div class="timeline-frame">
      <div
        ref={scroller}
        class="timeline"
        role="log"
        aria-label={w.log}
        tabIndex={0}
        onScroll={(event) => {
          const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
          if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) atEnd.value = true;
          // Only a scroll upwards leaves the end: what grows below must not count as one.
          else if (scrollTop < top.current) atEnd.value = false;
          top.current = scrollTop;
        }}
      >
        <div class="timeline-inner">
          {parts.value.map((part) =>
            part.byBot ? (
              <BotPart key={part.key} part={part} open={open} row={row} />
            ) : (
              part.items.map((item) => <Entry key={item.key} item={item} open={open} row={row} />)
            ),
          )}
          <TypingLine open={open} />
        </div>
      </div>
      {!atEnd.value && (
        <button
          type="button"
          class="button to-end"
          onClick={() => {
            scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: "smooth" });
          }}
        >
          <Icon name="down" size={16} />
          {w.newest}
        </button>
      )}
    </div>
  );
}

/** What the bot and the customer said, folded once a human has it. */
function BotPart({ part, open, row }: { part: Stretch; open: OpenConversation; row: Row }): VNode {
  const desk = useConsole();
  const shown = desk.historyShown.value;
  const told = desk.foldable.value ? digest(part) : null;
  return (
    <section class={told === null ? "bot-part" : "bot-part foldable"}>
      {told !== null && <Fold told={told} shown={shown} />}
      {(shown || told === null) && part.items.map((item) => <Entry key={item.key} item={item} open={open} row={row} />)}
    </section>
  );
}

function Fold({ told, shown }: { told: Digest; shown: boolean }): VNode {
  const desk = useConsole();
  const w = words.value.conversation;
  const quotes = shown ? [] : [told.opening, told.latest].filter((quote) => quote !== null);
  return (
    <button
      type="button"
      class="fold"
      aria-expanded={shown}
      onClick={() => {
        desk.verbs.perform("history");
      }}
    >
      <Icon name={shown ? "down" : "right"} size={16} />
      <span class="fold-title">{w.botPart(told.messages)}</span>
      <time>
        {format.value.time(told.from)} – {format.value.time(told.to)}
      </time>
      <span class="fold-key">
        {shown ? w.fold : w.unfold} <Key keys={ACTIONS.history} />
      </span>
      {quotes.map((quote) => (
        <q key={quote} dir="auto">
          {quote}
        </q>
      ))}
    </button>
  );
}

function Entry({ item, open, row }: { item: Item; open: OpenConversation; row: Row }): VNode {
  switch (item.kind) {
    case "day":
      return <DayLine at={item.at} />;
    case "message":
      return <Message event={item.event} first={item.first} open={open} row={row} />;
    case "note":
      return <Note event={item.event} />;
    case "owner":
      return <OwnerLine event={item.event} />;
    case "case":
      return <CaseLine event={item.event} />;
    case "erased":
      return <ErasedLine />;
  }
}

function TypingLine({ open }: { open: OpenConversation }): VNode | null {
  const typing = open.typing.value;
  const w = words.value;
  if (typing === null) return null;
  const said =
    typing.who === "cm" ? w.conversation.typing.cm(typing.name ?? w.somebody) : w.conversation.typing[typing.who];
  return (
    <p class="typing">
      <span class="dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {said}
    </p>
  );
}
