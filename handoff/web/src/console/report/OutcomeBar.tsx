import type { VNode } from "preact";
import type { Report } from "../../protocol/console";
import { share as said } from "../logic/dates";
import { OUTCOMES } from "../logic/figures";
import { language } from "../state/preferences";
import { format, words } from "../words";

/** One bar of all closed episodes, and its table: the shares add up to 100 %. */
export function OutcomeBar({ report }: { report: Report }): VNode {
  const w = words.value;
  const of = language.value;
  const shown = OUTCOMES.map((outcome) => ({
    outcome,
    count: report.outcomes[outcome] ?? 0,
    share: report.percent[outcome] ?? 0,
  })).filter(({ count }) => count > 0);
  return (
    <section class="page-section" aria-labelledby="outcomes-title">
      <header>
        <h2 id="outcomes-title">{w.report.outcomes}</h2>
        <p class="quiet-text">
          {w.report.outcomesOf(report.closed, format.value.number(report.closed))}
          {report.recontacted > 0 && ` · ${w.report.recontacted(report.recontacted, format.value.number(report.recontacted))}`}
        </p>
      </header>
      <div class="outcome-bar" aria-hidden="true">
        {shown.map(({ outcome, share }) => (
          <i
            key={outcome}
            class={`o-${outcome}`}
            style={{ flexGrow: share }}
            title={`${w.outcomes[outcome]} · ${said(share, of)}`}
          />
        ))}
      </div>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{w.report.outcome}</th>
            <th scope="col" class="figure-cell">
              {w.report.count}
            </th>
            <th scope="col" class="figure-cell">
              {w.report.part}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ outcome, count, share }) => (
            <tr key={outcome}>
              <th scope="row">
                <i class={`swatch o-${outcome}`} aria-hidden="true" />
                {w.outcomes[outcome]}
              </th>
              <td class="figure-cell">{format.value.number(count)}</td>
              <td class="figure-cell">{said(share, of)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{w.report.total}</th>
            <td class="figure-cell">{format.value.number(report.closed)}</td>
            <td class="figure-cell">{said(report.closed === 0 ? 0 : 100, of)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
