import type { VNode } from "preact";
import type { Report, Times } from "../../protocol/console";
import { duration, measured, share } from "../logic/dates";
import { language } from "../state/preferences";
import { format, words } from "../words";

/** The figures to read first. Times are medians, with what nine in ten stay under. */
export function Figures({ report }: { report: Report }): VNode {
  const w = words.value.report;
  const of = language.value;
  const count = (value: number): string => format.value.number(value);
  return (
    <section class="figures">
      <Figure label={w.episodes} value={count(report.episodes)} hint={w.episodesHint(count(report.open))} />
      <Figure
        label={w.share}
        value={report.share_with_bot === null ? null : share(report.share_with_bot, of)}
        hint={w.shareHint}
      />
      <TimesFigure label={w.first} times={report.first_response} />
      <TimesFigure label={w.firstHuman} times={report.first_human_response} />
      <TimesFigure
        label={w.handling}
        times={report.handling}
        hint={w.handlingHint(count(Math.round(report.handling.minutes)))}
      />
      <Figure
        label={w.saved}
        value={report.minutes_saved === null ? null : duration(report.minutes_saved * 60, of)}
        hint={w.savedHint}
      />
    </section>
  );
}

function TimesFigure({ label, times, hint }: { label: string; times: Times; hint?: string }): VNode {
  const w = words.value.report;
  const of = language.value;
  const rest = times.p90 === null ? w.none : w.p90(measured(times.p90, of));
  return (
    <Figure
      label={label}
      value={times.p50 === null ? null : measured(times.p50, of)}
      hint={hint === undefined ? rest : `${rest} · ${hint}`}
    />
  );
}

function Figure({ label, value, hint }: { label: string; value: string | null; hint: string }): VNode {
  return (
    <div class="figure">
      <p class="figure-label">{label}</p>
      <p class="figure-value">{value ?? "–"}</p>
      <p class="figure-hint">{hint}</p>
    </div>
  );
}
