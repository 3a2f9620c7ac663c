import type { VNode } from "preact";
import type { Row } from "../../protocol/console";
import type { Button, Card } from "../../protocol/conversation";
import { Linked } from "../../shared/Linked";
import { useConsole } from "../context";
import { percent } from "../logic/dates";
import type { MessageEvent } from "../logic/timeline";
import type { OpenConversation } from "../state/conversation";
import { language } from "../state/preferences";
import { Icon } from "../ui/Icon";
import { ParcelSteps } from "../panel/ParcelSteps";
import { format, named, words, type Words } from "../words";
import { LongText } from "./LongText";

/** What somebody said. `first` of a run of messages says who and when. */
export function Message(props: {
  event: MessageEvent;
  first: boolean;
  open: OpenConversation;
  row: Row;
}): VNode {
  const { event, first, open, row } = props;
  const { author } = event;
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
      {author === "bot" ? (
        <div class="judged">
          <Said event={event} first={first} />
          <WrongButton open={open} number={event.number} />
        </div>
      ) : (
        <Said event={event} first={first} />
      )}
      <Offered buttons={event.body.buttons ?? []} />
    </article>
  );
}

function Said({ event, first }: { event: MessageEvent; first: boolean }): VNode {
  const { author, body } = event;
  return (
    <>
      {body.text !== "" && (
        <div
          id={`said-${event.number}`}
          class="bubble"
          dir="auto"
          title={first ? undefined : format.value.time(event.at)}
        >
          <LongText text={body.text}>{author === "customer" ? undefined : (shown) => <Linked text={shown} />}</LongText>
        </div>
      )}
      {body.card && <ParcelJourney card={body.card} />}
    </>
  );
}

/** For a CM who reads something wrong: nothing changes for the customer, whoever trains the bot sees it. */
function WrongButton({ open, number }: { open: OpenConversation; number: number }): VNode {
  const desk = useConsole();
  const w = words.value.conversation;
  const marked = open.mistakes.value.has(number);
  return (
    <button
      type="button"
      class="wrong-button"
      aria-label={w.wrong}
      aria-pressed={marked}
      aria-describedby={`said-${number}`}
      title={marked ? w.wrongSaid : `${w.wrong}. ${w.wrongHint}`}
      onClick={() => void desk.verbs.toggleWrong(open, number)}
    >
      <Icon name="flag" size={16} />
    </button>
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
        named(w.codes.topic, intent).toLowerCase(),
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
