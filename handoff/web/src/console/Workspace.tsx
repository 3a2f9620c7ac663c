import type { VNode } from "preact";
import { ConversationPane } from "./conversation/ConversationPane";
import { useConsole } from "./context";
import { Dialogs } from "./dialogs/Dialogs";
import { InboxList } from "./inbox/InboxList";
import { useKeyboard } from "./keyboard";
import { Navigation } from "./Navigation";
import { ReportPage } from "./report/ReportPage";
import { LinkBanner } from "./ui/LinkBanner";
import { NoticeList } from "./ui/NoticeList";

/** What a logged-in CM sees: navigation, then the inbox with its conversation, or the report. */
export function Workspace({ onLogout }: { onLogout: () => void }): VNode {
  const desk = useConsole();
  useKeyboard(desk);
  const route = desk.route.value;
  const inside = route.page === "inbox" && route.conversation !== null;
  return (
    <div class={inside ? "workspace inside" : "workspace"} data-page={route.page}>
      <Navigation onLogout={onLogout} />
      <div class="stage">
        <LinkBanner />
        {route.page === "report" ? (
          <ReportPage />
        ) : (
          <div class="inbox">
            <InboxList />
            <ConversationPane />
          </div>
        )}
      </div>
      <Dialogs />
      <NoticeList />
    </div>
  );
}
