import type { VNode } from "preact";
import { Linked } from "../../shared/Linked";
import type { CustomerMessage } from "../../protocol/widget";
import type { Texts } from "../texts";
import type { Item } from "../timeline";
import { useScene } from "./context";
import { Face } from "./Header";
import { Icon } from "./icons";
import { ParcelTimeline } from "./ParcelTimeline";

type MessageItem = Extract<Item, { kind: "message" }>;

/** One message that the service holds. */
export function Message({ item }: { item: MessageItem }): VNode {
  const { message, first, last } = item;
  const { texts } = useScene();
  if (message.author === "service") return <ServiceMessage item={item} />;
  const mine = message.author === "customer";
  const name = nameOf(message, texts);
  return (
    <li class={["line", message.author, first && "first", last && "last"].filter(Boolean).join(" ")}>
      {!mine && <span class="beside">{first && <Face name={name} />}</span>}
      <div class="body">
        <p class={first && !mine ? "author" : "hearable"}>{name}</p>
        {message.text !== "" && (
          <p class="bubble" dir="auto">
            <Linked text={message.text} />
          </p>
        )}
        {message.card && <ParcelTimeline card={message.card} />}
        <Meta item={item} />
        <Buttons item={item} />
      </div>
    </li>
  );
}

function Meta({ item: { message, last } }: { item: MessageItem }): VNode {
  const { texts, format } = useScene();
  return (
    <p class={last ? "meta" : "hearable"}>
      <time dateTime={message.at}>{format.time(message.at)}</time>
      {message.author === "customer" && (
        <span class="tick" role="img" aria-label={texts.stored} title={texts.stored}>
          <Icon name="check" size={14} />
        </span>
      )}
    </p>
  );
}

/** News from the front door: true, useful, and not somebody's words. */
function ServiceMessage({ item }: { item: MessageItem }): VNode {
  const { texts, format } = useScene();
  return (
    <li class="line service">
      <div class="body">
        <p class="hearable">{texts.service}</p>
        <p class="quiet" dir="auto">
          <Linked text={item.message.text} />
        </p>
        <p class="hearable">
          <time dateTime={item.message.at}>{format.time(item.message.at)}</time>
        </p>
        <Buttons item={item} />
      </div>
    </li>
  );
}

function Buttons({ item }: { item: MessageItem }): VNode | null {
  const { session, texts, focus } = useScene();
  const { message, open, chosen } = item;
  if (message.buttons.length === 0) return null;
  return (
    <div class="buttons" role="group" aria-label={texts.answers}>
      {message.buttons.map((button) => (
        <button
          key={button.id}
          type="button"
          class={button.id === chosen ? "choice chosen" : "choice"}
          disabled={!open}
          onClick={() => {
            session.press(button);
            // The button that had the focus is now disabled, and would drop it to the page.
            focus();
          }}
        >
          {button.title}
          {button.id === chosen && <span class="hearable"> ({texts.quickUsed})</span>}
        </button>
      ))}
    </div>
  );
}

function nameOf(message: CustomerMessage, texts: Texts): string {
  if (message.author === "customer") return texts.you;
  if (message.author === "bot") return message.name ?? texts.bot;
  return message.name ?? texts.team;
}
