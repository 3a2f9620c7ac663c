import type { VNode } from "preact";
import type { NoteEvent } from "../logic/timeline";
import { Icon } from "../ui/Icon";
import { format, words } from "../words";
import { LongText } from "./LongText";

/** A note among colleagues: never shown to the customer, and never looking as if it were. */
export function Note({ event }: { event: NoteEvent }): VNode {
  const w = words.value;
  return (
    <article class="note">
      <p class="message-head">
        <Icon name="note" size={15} />
        <strong>{w.conversation.note}</strong>
        <span>{event.name ?? w.somebody}</span>
        <time dateTime={event.at}>{format.value.time(event.at)}</time>
      </p>
      <div dir="auto">
        <LongText text={event.body.text} />
      </div>
    </article>
  );
}
