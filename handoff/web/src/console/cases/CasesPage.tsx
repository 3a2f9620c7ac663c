import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { CaseStatus } from "../../protocol/console";
import { useConsole } from "../context";
import { CASES_AT_ONCE, standing } from "../logic/cases";
import { now } from "../state/clock";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { BrandSelect } from "../ui/BrandSelect";
import { Page } from "../ui/Page";
import { Segments } from "../ui/Segments";
import { words } from "../words";
import { CaseRow } from "./CaseRow";

const STATUSES: readonly CaseStatus[] = ["open", "closed"];

/** What has been promised to customers: who owes it, and until when. */
export function CasesPage(): VNode {
  const { cases } = useConsole();
  const w = words.value.cases;
  useEffect(() => {
    const read = (): void => {
      void cases.read();
    };
    read();
    // Cases open and close while one looks elsewhere.
    addEventListener("focus", read);
    return () => {
      removeEventListener("focus", read);
    };
  }, [cases]);
  return (
    <Page
      title={words.value.pages.cases}
      lead={w.lead}
      filters={
        <>
          <BrandSelect
            all
            value={cases.brand.value}
            onChange={(brand) => {
              cases.filter(brand);
            }}
          />
          <Segments
            label={w.status}
            options={STATUSES.map((value) => ({ value, text: w.statuses[value] }))}
            value={cases.status.value}
            onChange={(status) => {
              cases.choose(status);
            }}
          />
        </>
      }
    >
      <div class="page-body">
        <Body />
      </div>
    </Page>
  );
}

function Body(): VNode {
  const { cases } = useConsole();
  const w = words.value.cases;
  const reading = cases.reading.value;
  const shown = cases.shown.value;
  if (reading.state === "failed") {
    return <Failed title={w.failed} why={reading.why} onRetry={() => void cases.read()} />;
  }
  if (reading.state === "loading") return <Skeleton lines={3} />;
  if (shown.length === 0) {
    const [title, hint] = w.empty[cases.status.value];
    return <Blank icon="check" title={title} hint={cases.brand.value === null ? hint : words.value.inbox.emptyBrand} />;
  }
  return (
    <section class="page-section" aria-labelledby="cases-count">
      <header>
        <Count />
        {shown.length >= CASES_AT_ONCE && <p class="quiet-text">{w.onlyFirst(shown.length)}</p>}
      </header>
      <div class="case-grid">
        <p class="case-heads" aria-hidden="true">
          <span>{w.number}</span>
          <span>{w.about}</span>
          <span>{w.order}</span>
          <span>{words.value.team}</span>
          <span>{cases.status.value === "open" ? w.due : w.closed}</span>
        </p>
        <ul>
          {shown.map((one) => (
            <li key={one.number}>
              <CaseRow one={one} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** How many there are, and how many of them are late. */
function Count(): VNode {
  const { cases } = useConsole();
  const w = words.value.cases;
  const shown = cases.shown.value;
  const overdue = shown.filter((one) => standing(one, now.value) === "overdue").length;
  return (
    <h2 id="cases-count">
      {w.count[cases.status.value](shown.length)}
      {overdue > 0 && <span class="bad-text"> · {w.overdueCount(overdue)}</span>}
    </h2>
  );
}
