import type { VNode } from "preact";
import type { RejectionReason, Uses } from "../../protocol/console";
import { percent } from "../logic/dates";
import { language } from "../state/preferences";
import { format, words } from "../words";

const USES = ["shown", "inserted", "sent", "edited", "ignored", "rejected"] as const;
const OFFERS = ["offered", "helped", "not_helped"] as const;

/** What CMs did with it, counted; of a team, never of one CM. */
export function UsesTable({ uses }: { uses: Uses }): VNode {
  const w = words.value.resolutions;
  const number = (count: number): string => format.value.number(count);
  const reasons = Object.entries(uses.reasons) as [RejectionReason, number][];
  // What the bot may not say was offered to nobody: three noughts would only be in the way.
  const shown = uses.offered === 0 ? USES : [...USES, ...OFFERS];
  const none = shown.every((use) => uses[use] === 0);
  return (
    <section class="resolution-uses" aria-labelledby="uses-title">
      <h3 id="uses-title">{w.uses}</h3>
      {none ? (
        <p class="quiet-text">{w.noUses}</p>
      ) : (
        <dl>
          {shown.map((use) => (
            <div key={use} class={uses[use] === 0 ? "none" : undefined}>
              <dt>{w.use[use]}</dt>
              <dd>{number(uses[use])}</dd>
            </div>
          ))}
        </dl>
      )}
      {uses.changed !== null && <p class="quiet-text">{w.changed(percent(uses.changed, language.value))}</p>}
      {reasons.length > 0 && (
        <p class="quiet-text">
          {reasons.map(([why, count]) => `${words.value.suggestions.reasons[why]} (${number(count)})`).join(" · ")}
        </p>
      )}
    </section>
  );
}
