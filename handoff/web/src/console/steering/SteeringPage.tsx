import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useConsole } from "../context";
import { supervises } from "../logic/verbs";
import { Blank, Failed, Skeleton } from "../ui/Blank";
import { BrandSelect } from "../ui/BrandSelect";
import { Page } from "../ui/Page";
import { words } from "../words";
import { FlowSection } from "./FlowSection";
import { NoticeSection } from "./NoticeSection";
import { PhraseSection } from "./PhraseSection";

/** What a supervisor tells the bot: what holds today, what it leaves to humans, in which words. */
export function SteeringPage(): VNode {
  const { me, steering } = useConsole();
  const w = words.value.steering;
  const allowed = supervises(me);
  useEffect(() => {
    if (allowed) void steering.read();
  }, [allowed, steering]);
  return (
    <Page
      title={words.value.pages.steering}
      lead={w.lead}
      filters={
        allowed && (
          <BrandSelect
            all={false}
            value={steering.brand.value}
            onChange={(brand) => {
              if (brand !== null) steering.choose(brand);
            }}
          />
        )
      }
    >
      <div class="page-body">
        {allowed ? <Body /> : <Blank icon="steering" title={w.notAllowed} hint={w.notAllowedHint} />}
      </div>
    </Page>
  );
}

function Body(): VNode {
  const { steering } = useConsole();
  const reading = steering.reading.value;
  if (reading.state === "failed") {
    const retry = (): void => void steering.read();
    return <Failed title={words.value.steering.failed} why={reading.why} onRetry={retry} />;
  }
  if (reading.state === "loading") {
    return (
      <>
        <Skeleton lines={3} />
        <Skeleton lines={3} />
      </>
    );
  }
  return (
    <>
      <NoticeSection />
      <FlowSection />
      <PhraseSection />
    </>
  );
}
