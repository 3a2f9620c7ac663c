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
  const list = useRef<HTMLOListElement>(null);
  const following = useRef(true);
  const top = useRef(0);
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
    if (box.scrollHeight - box.scrollTop - box.clientHeight < AT_END) {
      following.current = true;
      below.value = false;
      session.see();
    } else if (box.scrollTop < top.current) {
      // Only a scroll upwards leaves the end: what grows below must not count as one.
      following.current = false;
    }
    top.current = box.scrollTop;
  };
  useLayoutEffect(() => {
    following.current = true;
  }, [sent]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // The keyboard of a phone, or the place in the queue, takes room from the end; a line may grow.
    const observer = new ResizeObserver(() => {
      if (following.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    if (list.current) observer.observe(list.current);
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
        <ol class="messages" ref={list}>
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
