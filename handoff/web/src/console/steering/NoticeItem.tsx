import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { SteeringNotice, SteeringState } from "../../protocol/console";
import { useConsole } from "../context";
import { moment } from "../logic/dates";
import { Attempt } from "../state/attempt";
import { language } from "../state/preferences";
import { LanguageMark } from "../ui/marks";
import { Refusal } from "../ui/Refusal";
import { words, type Words } from "../words";

/** A notice: its texts, whom it concerns, from when to when, who wrote it, and its end. */
export function NoticeItem({ notice, holds }: { notice: SteeringNotice; holds: boolean }): VNode {
  const { me, steering } = useConsole();
  const w = words.value.steering.notices;
  const languages = me.brands.find(({ name }) => name === steering.brand.value)?.languages ?? [];
  const told = (iso: string): string => moment(iso, language.value);
  return (
    <article class="steering-notice">
      <div class="notice-texts">
        {languages.map((spoken) => (
          <p key={spoken}>
            <LanguageMark language={spoken} />
            <span lang={spoken} dir="auto">
              {notice.texts[spoken]}
            </span>
          </p>
        ))}
      </div>
      <p class="notice-when">
        <span class={holds ? "tag ok" : "tag"}>{holds ? w.holds : w.later}</span>
        <span>{holds ? w.until(told(notice.ends_at)) : w.fromUntil(told(notice.starts_at), told(notice.ends_at))}</span>
        <span>{concerned(notice, steering.told.value, words.value)}</span>
        <span class="quiet-text">{w.writtenBy(notice.written_by || words.value.somebody, told(notice.written_at))}</span>
      </p>
      <End id={notice.id} />
    </article>
  );
}

/** Ends a notice, once asked twice: its text would have to be written again. */
function End({ id }: { id: string }): VNode {
  const { steering, notices } = useConsole();
  const w = words.value.steering.notices;
  const asking = useSignal(false);
  const attempt = useMemo(() => new Attempt(), []);
  const end = async (): Promise<void> => {
    if (await attempt.make(() => steering.end(id))) notices.say("good", w.ended);
  };
  return (
    <div class="notice-end">
      {asking.value ? (
        <>
          <span>{w.endAsk}</span>
          <button type="button" class="button danger" aria-disabled={attempt.busy.value} onClick={() => void end()}>
            {w.endYes}
          </button>
          <button
            type="button"
            class="button"
            autofocus
            onClick={() => {
              asking.value = false;
            }}
          >
            {w.keep}
          </button>
        </>
      ) : (
        <button
          type="button"
          class="button"
          onClick={() => {
            asking.value = true;
          }}
        >
          {w.end}
        </button>
      )}
      <Refusal why={attempt.refusal.value} />
    </div>
  );
}

/** "Tous les clients", or the subjects, carriers and places that it is limited to. */
function concerned(notice: SteeringNotice, told: SteeringState, w: Words): string {
  const titles = notice.flows.map(
    (name) => told.flows.find((flow) => flow.name === name)?.titles[language.value] ?? name,
  );
  const carriers = notice.carriers.map((name) => told.carriers[name] ?? name);
  const places = notice.postcodes.length === 0 ? [] : [w.steering.notices.places(notice.postcodes.join(", "))];
  const parts = [titles.join(", "), carriers.join(", "), ...places].filter((part) => part !== "");
  return parts.length === 0 ? w.steering.notices.everybody : parts.join(" · ");
}
