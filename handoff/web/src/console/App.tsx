import type { VNode } from "preact";
import { ConsoleContext } from "./context";
import { Login } from "./Login";
import type { Session } from "./state/session";
import { Mark } from "./ui/Icon";
import { words } from "./words";
import { Workspace } from "./Workspace";

/** The console: a login, or the workspace of who is logged in. */
export function App({ session }: { session: Session }): VNode {
  const state = session.state.value;
  switch (state.at) {
    case "starting":
      return (
        <main class="splash" aria-busy="true">
          <Mark size={40} />
          <span class="visually-hidden">{words.value.loading}</span>
        </main>
      );
    case "unreachable":
      return (
        <main class="splash">
          <Mark size={40} />
          <p role="alert">{state.why}</p>
          <button type="button" class="button primary" onClick={() => void session.resume()}>
            {words.value.retry}
          </button>
        </main>
      );
    case "login":
      return <Login session={session} ended={state.ended} />;
    case "work":
      return (
        <ConsoleContext.Provider value={state.console}>
          <Workspace onLogout={() => void session.logout()} />
        </ConsoleContext.Provider>
      );
  }
}
