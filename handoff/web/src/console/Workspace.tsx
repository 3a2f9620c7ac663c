import type { VNode } from "preact";
import { CasesPage } from "./cases/CasesPage";
import { ConversationPane } from "./conversation/ConversationPane";
import { useConsole } from "./context";
import { Dialogs } from "./dialogs/Dialogs";
import { InboxList } from "./inbox/InboxList";
import { useKeyboard } from "./keyboard";
import { Navigation } from "./Navigation";
import type { Route } from "./logic/route";
import { ReportPage } from "./report/ReportPage";
import { ResolutionsPage } from "./resolutions/ResolutionsPage";
import { SteeringPage } from "./steering/SteeringPage";
import { LinkBanner } from "./ui/LinkBanner";
import { NoticeList } from "./ui/NoticeList";

/** What a logged-in CM sees: navigation, then the inbox with its conversation, or a page. */
export function Workspace({ onLogout }: { onLogout: () => void }): VNode {
  const desk = useConsole();
  useKeyboard(desk);
  const route = desk.route.value;
  const inside =
    (route.page === "inbox" && route.conversation !== null) ||
    (route.page === "resolutions" && route.resolution !== null);
  return (
    <div class={inside ? "workspace inside" : "workspace"} data-page={route.page}>
      <Navigation onLogout={onLogout} />
      <div class="stage">
        <LinkBanner />
        <Shown page={route.page} />
      </div>
      <Dialogs />
      <NoticeList />
    </div>
  );
}

function Shown({ page }: { page: Route["page"] }): VNode {
  switch (page) {
    case "inbox":
      return (
        <div class="inbox">
          <InboxList />
          <ConversationPane />
        </div>
      );
    case "report":
      return <ReportPage />;
    case "cases":
      return <CasesPage />;
    case "resolutions":
      return <ResolutionsPage />;
    case "steering":
      return <SteeringPage />;
  }
}
