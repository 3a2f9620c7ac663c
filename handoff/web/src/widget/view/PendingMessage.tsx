import type { VNode } from "preact";
import { Linked } from "../../shared/Linked";
import type { Pending } from "../session";
import { useScene } from "./context";
import { Icon } from "./icons";

/** A message on its way, or one that the service refused and the customer can mend. */
export function PendingMessage({ pending, first }: { pending: Pending; first: boolean }): VNode {
  const { session, texts, format, draft, focus } = useScene();
  const refused = pending.refused;
  const [icon, label] = pending.stored
    ? (["check", texts.stored] as const)
    : (["clock", session.line.value === "online" ? texts.sending : texts.waitingToSend] as const);

  const mend = (): void => {
    const text = session.withdraw(pending.id);
    draft.value = draft.value.trim() === "" ? text : `${text}\n${draft.value}`;
    focus();
  };
  return (
    <li class={`line customer last ${first ? "first" : ""} ${refused === null ? "sending" : "refused"}`}>
      <div class="body">
        <p class="hearable">{texts.you}</p>
        <p class="bubble" dir="auto">
          <Linked text={pending.text} />
        </p>
        {refused === null ? (
          <p class="meta">
            <time dateTime={pending.at}>{format.time(pending.at)}</time>
            <span class="tick" role="img" aria-label={label} title={label}>
              <Icon name={icon} size={14} />
            </span>
          </p>
        ) : (
          <div class="refusal">
            <p>
              <Icon name="alert" size={14} /> {texts.refusedTitle} {texts.refusals[refused] ?? texts.refusalOther}
            </p>
            <button class="link" type="button" onClick={mend}>
              <Icon name="pencil" size={14} /> {texts.edit}
            </button>
          </div>
        )}
      </div>
    </li>
  );
}
