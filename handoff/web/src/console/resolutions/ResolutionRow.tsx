import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Resolution } from "../../protocol/console";
import { useConsole } from "../context";
import { dayKey } from "../logic/dates";
import { standing } from "../logic/resolutions";
import { href } from "../logic/route";
import { now } from "../state/clock";
import { Gaps } from "../ui/Gaps";
import { BrandMark, LanguageMark } from "../ui/marks";
import { format, words } from "../words";

/** One resolution in the list: what was asked, what was answered, how often it was sent. */
export function ResolutionRow({ one }: { one: Resolution }): VNode {
  const { me, resolutions } = useConsole();
  const w = words.value.resolutions;
  const link = useRef<HTMLAnchorElement>(null);
  const current = resolutions.current.value === one.id;
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <a
      ref={link}
      class="resolution-row"
      href={href({ page: "resolutions", resolution: one.id })}
      aria-current={current ? "true" : undefined}
    >
      <span class="resolution-question" dir="auto" lang={one.language}>
        <Gaps text={one.question} />
      </span>
      <span class="resolution-reply" dir="auto" lang={one.language}>
        <Gaps text={one.reply} />
      </span>
      <span class="resolution-facts">
        <StandingMark one={one} />
        <LanguageMark language={one.language} />
        {me.brands.length > 1 && <BrandMark name={one.brand} />}
        <span>{w.sentTimes(one.sent, format.value.number(one.sent))}</span>
      </span>
    </a>
  );
}

const TONES = { suggested: null, approved: "ok", expired: "warn", retired: "muted" } as const;

/** How it stands, where that is more than "suggested". */
export function StandingMark({ one }: { one: Resolution }): VNode | null {
  const how = standing(one, dayKey(now.value));
  const tone = TONES[how];
  return tone === null ? null : <span class={`tag ${tone}`}>{words.value.resolutions.standing[how]}</span>;
}
