import type { VNode } from "preact";
import type { Report } from "../../protocol/console";
import { duration, share } from "../logic/dates";
import { byBrand, type Sum } from "../logic/figures";
import { language } from "../state/preferences";
import { BrandMark } from "../ui/marks";
import { format, words } from "../words";

export function BrandTable({ report }: { report: Report }): VNode {
  const w = words.value.report;
  const of = language.value;
  const count = (value: number): string => format.value.number(value);
  return (
    <section class="page-section" aria-labelledby="brands-title">
      <header>
        <h2 id="brands-title">{w.byBrand}</h2>
      </header>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">{words.value.inbox.brand}</th>
            <th scope="col" class="figure-cell">
              {w.episodes}
            </th>
            <th scope="col" class="figure-cell">
              {w.share}
            </th>
            <th scope="col" class="figure-cell">
              {w.resolved}
            </th>
            <th scope="col" class="figure-cell">
              {w.handling}
            </th>
          </tr>
        </thead>
        <tbody>
          {byBrand(report.days).map(({ brand, sum }) => (
            <tr key={brand}>
              <th scope="row">
                <BrandMark name={brand} />
              </th>
              <td class="figure-cell">{count(sum.episodes)}</td>
              <td class="figure-cell">{share((100 * sum.withBot) / sum.episodes, of)}</td>
              <td class="figure-cell">{count(resolved(sum))}</td>
              <td class="figure-cell">{duration(sum.handlingMinutes * 60, of)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function resolved(sum: Sum): number {
  return sum.outcomes.resolved_by_bot + sum.outcomes.resolved_by_cm;
}
