import type { VNode } from "preact";
import type { Report } from "../../protocol/console";
import { byDay, OUTCOMES, type Sum } from "../logic/figures";
import { format, words, type Words } from "../words";

/** Columns of episodes by the day they were opened, stacked by outcome. */
export function DayChart({ report }: { report: Report }): VNode {
  const w = words.value;
  const days = byDay(report.days, report.first, report.last);
  const top = Math.max(1, ...days.map(({ sum }) => sum.episodes));
  const every = Math.ceil(days.length / 10);
  return (
    <section class="page-section" aria-labelledby="days-title">
      <header>
        <h2 id="days-title">{w.report.byDay}</h2>
        <p class="quiet-text">{w.report.byDayHint}</p>
      </header>
      <div class="day-chart" role="img" aria-labelledby="days-title">
        <span class="day-top" aria-hidden="true">
          {format.value.number(top)}
        </span>
        {days.map(({ day, sum }, index) => (
          <div class="day" key={day} title={told(day, sum, w)}>
            <div class="day-column" style={{ height: `${(100 * sum.episodes) / top}%` }}>
              {OUTCOMES.filter((outcome) => sum.outcomes[outcome] > 0).map((outcome) => (
                <i key={outcome} class={`o-${outcome}`} style={{ flexGrow: sum.outcomes[outcome] }} />
              ))}
              {sum.open > 0 && <i class="o-open" style={{ flexGrow: sum.open }} />}
            </div>
            <span class="day-name">{index % every === 0 ? format.value.shortDay(day) : ""}</span>
          </div>
        ))}
      </div>
      <ul class="legend" aria-hidden="true">
        {OUTCOMES.filter((outcome) => (report.outcomes[outcome] ?? 0) > 0).map((outcome) => (
          <li key={outcome}>
            <i class={`swatch o-${outcome}`} />
            {w.outcomes[outcome]}
          </li>
        ))}
        {report.open > 0 && (
          <li>
            <i class="swatch o-open" />
            {w.report.stillOpen}
          </li>
        )}
      </ul>
      <ul class="visually-hidden">
        {days
          .filter(({ sum }) => sum.episodes > 0)
          .map(({ day, sum }) => (
            <li key={day}>{told(day, sum, w)}</li>
          ))}
      </ul>
    </section>
  );
}

function told(day: string, sum: Sum, w: Words): string {
  const count = (value: number): string => format.value.number(value);
  const parts = OUTCOMES.filter((outcome) => sum.outcomes[outcome] > 0).map(
    (outcome) => w.said(w.outcomes[outcome], count(sum.outcomes[outcome])),
  );
  if (sum.open > 0) parts.push(w.said(w.report.stillOpen, count(sum.open)));
  return [`${format.value.day(day)} · ${w.said(w.report.episodes, count(sum.episodes))}`, ...parts].join("\n");
}
