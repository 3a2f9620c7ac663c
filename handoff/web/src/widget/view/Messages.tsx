import { useComputed, useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { fill } from "../texts";
import { timeline, type Item } from "../timeline";
import { useScene } from "./context";
import { Day } from "./Day";
import { Icon } from "./icons";
import { Message } from "./Message";
import { PendingMessage } from "./PendingMessage";
import { Typing } from "./Typing";
import { Welcome } from "./Welcome";

/** How near to the end (in pixels) still counts as reading the newest. */
const AT_END = 48;

/** The conversation, which stays at its end unless the customer reads further up. */
export function Messages(): VNode {
  const { session, texts, open } = useScene();
  const items = useComputed(() => timeline(session.events.value, session.pending.value)).value;
  const typist = session.typist.value;
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const below = useSignal(false);
  const sent = session.pending.value.length;

  const toEnd = (): void => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    following.current = true;
    below.value = false;
  };
  const onScroll = (): void => {
    const box = scroller.current;
    if (!box) return;
    following.current = box.scrollHeight - box.scrollTop - box.clientHeight < AT_END;
    if (following.current) {
      below.value = false;
      session.see();
    }
  };
  useLayoutEffect(() => {
    following.current = true;
  }, [sent]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // The keyboard of a phone, or the place in the queue, takes room from the end.
    const observer = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
    };
  }, []);
  useLayoutEffect(() => {
    if (!open.value) return;
    if (following.current) toEnd();
    else below.value = session.unread.value > 0;
  });
  useEffect(() => {
    if (open.value && following.current && document.visibilityState === "visible") session.see();
  });

  return (
    <div class="middle">
      {/* A region that scrolls must be reachable by keyboard. */}
      <div class="scroller" ref={scroller} onScroll={onScroll} tabIndex={0} role="region" aria-label={texts.messages}>
        <Welcome empty={items.length === 0} />
        <ol class="messages">
          {items.map((item) => (
            <Line key={item.key} item={item} />
          ))}
          {typist && <Typing typist={typist} label={fill(texts.typing, { name: typist.name ?? texts.bot })} />}
        </ol>
      </div>
      {below.value && (
        <button class="below" type="button" onClick={toEnd}>
          {texts.newMessages}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

function Line({ item }: { item: Item }): VNode {
  switch (item.kind) {
    case "day":
      return <Day at={item.at} />;
    case "pending":
      return <PendingMessage pending={item.pending} first={item.first} />;
    case "message":
      return <Message item={item} />;
  }
}
