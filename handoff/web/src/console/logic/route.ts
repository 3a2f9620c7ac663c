/** The inbox's views, in the order in which they are shown. */
export const VIEWS = ["waiting", "mine", "bot", "closed"] as const;
export type View = (typeof VIEWS)[number];

/** The pages beside the inbox, in the order in which they are shown. */
export const PAGES = ["report", "cases", "steering"] as const;
export type Page = (typeof PAGES)[number];

/** Where in the console one is; kept in the address after `#`, so that reload and back work. */
export type Route =
  | { page: "inbox"; view: View; conversation: string | null }
  | { page: Page };

export const HOME: Route = { page: "inbox", view: "waiting", conversation: null };

/** Reads an address such as `#/mine/3f2c…` or `#/cases`; anything else is the home view. */
export function parse(hash: string): Route {
  const [first, second] = hash.replace(/^#\/?/, "").split("/");
  const page = PAGES.find((known) => known === first);
  if (page !== undefined) return { page };
  const view = VIEWS.find((known) => known === first);
  if (view === undefined) return HOME;
  const id = second === undefined || second === "" ? null : decode(second);
  return { page: "inbox", view, conversation: id };
}

/** The address of a route. */
export function href(route: Route): string {
  if (route.page !== "inbox") return `#/${route.page}`;
  const tail = route.conversation === null ? "" : `/${encodeURIComponent(route.conversation)}`;
  return `#/${route.view}${tail}`;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
