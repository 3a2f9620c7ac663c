import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import type { Button, Card } from "../../protocol/conversation";
import { Linked } from "../../shared/Linked";
import { percent } from "../logic/dates";
import type { MessageEvent } from "../logic/timeline";
import { language } from "../state/preferences";
import { Icon } from "../ui/Icon";
import { ParcelSteps } from "../panel/ParcelSteps";
import { format, named, words, type Words } from "../words";
import { LongText } from "./LongText";

/** What somebody said. `first` of a run of messages says who and when. */
export function Message({ event, first, row }: { event: MessageEvent; first: boolean; row: Row }): VNode {
  const { author, body } = event;
  if (author === "service") return <ServiceLine event={event} />;
  return (
    <article class={`message ${author} ${first ? "first" : ""}`}>
      {first && (
        <p class="message-head">
          {author === "bot" && <Icon name="bot" size={15} />}
          <strong dir="auto">{speaker(event, row, words.value)}</strong>
          <time dateTime={event.at}>{format.value.time(event.at)}</time>
          <Understood event={event} />
        </p>
      )}
      {body.text !== "" && (
        <div class="bubble" dir="auto" title={first ? undefined : format.value.time(event.at)}>
          <LongText text={body.text}>{author === "customer" ? undefined : (shown) => <Linked text={shown} />}</LongText>
        </div>
      )}
      {body.card && <ParcelJourney card={body.card} />}
      <Offered buttons={body.buttons ?? []} />
    </article>
  );
}

function ParcelJourney({ card }: { card: Card }): VNode {
  return (
    <div class="card">
      <p class="card-title">
        {card.carrier} <span class="mono">{card.tracking_number}</span>
      </p>
      <ParcelSteps steps={card.timeline} />
    </div>
  );
}

/** The answers that the customer could press. */
function Offered({ buttons }: { buttons: readonly Button[] }): VNode | null {
  if (buttons.length === 0) return null;
  return (
    <ul class="offered">
      {buttons.map((button) => (
        <li key={button.id}>{button.title}</li>
      ))}
    </ul>
  );
}

/** What the bot took the customer to mean, for a CM who wonders why it answered so. */
function Understood({ event }: { event: MessageEvent }): VNode | null {
  const w = words.value;
  const intent = event.body.meta?.intent ?? null;
  if (event.author !== "bot" || intent === null) return null;
  const share = event.body.meta?.confidence ?? null;
  return (
    <span class="understood">
      {w.conversation.understood(
        named(w.topics, intent).toLowerCase(),
        share === null ? "" : percent(share, language.value),
      )}
    </span>
  );
}

function ServiceLine({ event }: { event: MessageEvent }): VNode {
  return (
    <p class="service-line" dir="auto">
      <span>{event.body.text}</span> <time dateTime={event.at}>{format.value.time(event.at)}</time>
    </p>
  );
}

function speaker(event: MessageEvent, row: Row, w: Words): string {
  switch (event.author) {
    case "customer":
      return row.customer.name ?? w.customer;
    case "bot":
      return event.name ?? w.bot;
    case "cm":
    case "service":
      return event.name ?? w.somebody;
  }
}
