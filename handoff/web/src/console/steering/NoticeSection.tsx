import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { useConsole } from "../context";
import { blankNotice, standing } from "../logic/notices";
import { now } from "../state/clock";
import { Icon } from "../ui/Icon";
import { words } from "../words";
import { NoticeForm } from "./NoticeForm";
import { NoticeItem } from "./NoticeItem";
import { useFormFocus } from "../ui/useFormFocus";

/** What the bot tells customers today, and what it will tell them. */
export function NoticeSection(): VNode {
  const { steering } = useConsole();
  const w = words.value.steering.notices;
  const shown = standing(steering.told.value.notices, now.value);
  const draft = steering.draft.value;
  const section = useRef<HTMLElement>(null);
  useFormFocus(section, draft !== null);
  return (
    <section ref={section} class="page-section" aria-labelledby="notices-title">
      <header>
        <div>
          <h2 id="notices-title">{w.title}</h2>
          <p class="quiet-text">{w.hint}</p>
        </div>
        {draft === null && (
          <button
            type="button"
            class="button primary opens-form"
            onClick={() => {
              steering.draft.value = blankNotice(new Date());
            }}
          >
            <Icon name="plus" size={16} />
            {w.add}
          </button>
        )}
      </header>
      {draft !== null && <NoticeForm draft={draft} />}
      {shown.length === 0 ? (
        draft === null && <p class="quiet-text">{w.none}</p>
      ) : (
        <ul class="steered">
          {shown.map(({ notice, holds }) => (
            <li key={notice.id}>
              <NoticeItem notice={notice} holds={holds} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
