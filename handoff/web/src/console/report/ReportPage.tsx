import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useCallback, useEffect } from "preact/hooks";
import type { Report } from "../../protocol/console";
import { useConsole } from "../context";
import { dayKey } from "../logic/dates";
import { explained } from "../state/refusal";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { BrandSelect } from "../ui/BrandSelect";
import { Page } from "../ui/Page";
import { Segments } from "../ui/Segments";
import { words } from "../words";
import { BrandTable } from "./BrandTable";
import { DayChart } from "./DayChart";
import { Figures } from "./Figures";
import { OutcomeBar } from "./OutcomeBar";

const PERIODS = ["7", "30", "90"] as const;
type Period = (typeof PERIODS)[number];

type Reading = { state: "loading" } | { state: "failed"; why: string } | { state: "ready"; report: Report };

/** How episodes ended, how fast answers came, and what the bot carried, over a period. */
export function ReportPage(): VNode {
  const desk = useConsole();
  const w = words.value.report;
  const days = useSignal<Period>("30");
  const brand = useSignal<string | null>(null);
  const reading = useSignal<Reading>({ state: "loading" });

  const read = useCallback(
    async (period: Period, ofBrand: string | null): Promise<void> => {
      reading.value = { state: "loading" };
      const last = new Date();
      const first = new Date(last);
      first.setDate(first.getDate() - Number(period) + 1);
      try {
        const report = await desk.readReport(dayKey(first), dayKey(last), ofBrand);
        if (days.peek() === period && brand.peek() === ofBrand) reading.value = { state: "ready", report };
      } catch (error) {
        reading.value = { state: "failed", why: explained(error) };
      }
    },
    [desk, reading, days, brand],
  );
  const period = days.value;
  const ofBrand = brand.value;
  useEffect(() => {
    void read(period, ofBrand);
  }, [read, period, ofBrand]);

  return (
    <Page
      title={w.title}
      lead={w.lead}
      filters={
        <>
          <BrandSelect
            all
            value={ofBrand}
            onChange={(chosen) => {
              brand.value = chosen;
            }}
          />
          <Segments
            label={w.period}
            options={PERIODS.map((value) => ({ value, text: w.periods[value] }))}
            value={period}
            onChange={(chosen) => {
              days.value = chosen;
            }}
          />
        </>
      }
    >
      <Body reading={reading.value} onRetry={() => void read(period, ofBrand)} />
    </Page>
  );
}

function Body({ reading, onRetry }: { reading: Reading; onRetry: () => void }): VNode {
  const w = words.value.report;
  if (reading.state === "failed") return <Failed title={w.failed} why={reading.why} onRetry={onRetry} />;
  if (reading.state === "loading") {
    return (
      <div class="page-body report-loading">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} lines={3} />
        ))}
      </div>
    );
  }
  const { report } = reading;
  if (report.episodes === 0) return <Blank icon="report" title={w.empty} hint={w.emptyHint} />;
  return (
    <div class="page-body">
      <Figures report={report} />
      <OutcomeBar report={report} />
      <DayChart report={report} />
      <BrandTable report={report} />
    </div>
  );
}
