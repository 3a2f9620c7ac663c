import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useConsole } from "../context";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { Page } from "../ui/Page";
import { format, words } from "../words";
import { ResolutionFilters } from "./ResolutionFilters";
import { ResolutionPane } from "./ResolutionPane";
import { ResolutionRow } from "./ResolutionRow";

/** What the team has learnt to answer: a list to search, and the one that is open. */
export function ResolutionsPage(): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  useEffect(() => {
    void resolutions.read();
  }, [resolutions]);
  return (
    <Page title={words.value.pages.resolutions} lead={w.lead}>
      <div class={resolutions.current.value === null ? "page-body resolutions" : "page-body resolutions opened"}>
        <div class="resolution-search">
          <ResolutionFilters />
        </div>
        <section class="page-section resolution-list" aria-label={w.list}>
          <List />
        </section>
        <ResolutionPane />
      </div>
    </Page>
  );
}

function List(): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const reading = resolutions.reading.value;
  const shown = resolutions.shown.value;
  if (reading.state === "failed") {
    return <Failed title={w.failed} why={reading.why} onRetry={() => void resolutions.read()} />;
  }
  if (reading.state === "loading") return <Skeleton lines={6} />;
  if (shown.length === 0) return <Empty />;
  const total = resolutions.total.value;
  return (
    <>
      <h2 aria-live="polite">{w.count(total, format.value.number(total))}</h2>
      <ul>
        {shown.map((one) => (
          <li key={one.id}>
            <ResolutionRow one={one} />
          </li>
        ))}
      </ul>
      {resolutions.next.value !== null && (
        <button type="button" class="button" onClick={() => void resolutions.more()}>
          {w.more}
        </button>
      )}
    </>
  );
}

function Empty(): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const narrowed = [resolutions.brand, resolutions.language, resolutions.team].some(({ value }) => value !== null);
  if (narrowed || resolutions.search.value.trim() !== "") {
    return <Blank icon="search" title={w.notFound} hint={w.notFoundHint} />;
  }
  const [title, hint] = w.empty[resolutions.state.value];
  return <Blank icon="book" title={title} hint={hint} />;
}
