/** The inbox's views, in the order in which they are shown. */
export const VIEWS = ["waiting", "mine", "bot", "closed"] as const;
export type View = (typeof VIEWS)[number];

/** Where in the console one is; kept in the address after `#`, so that reload and back work. */
export type Route =
  | { page: "inbox"; view: View; conversation: string | null }
  | { page: "report" };

export const HOME: Route = { page: "inbox", view: "waiting", conversation: null };

/** Reads an address such as `#/mine/3f2c…` or `#/report`; anything else is the home view. */
export function parse(hash: string): Route {
  const [first, second] = hash.replace(/^#\/?/, "").split("/");
  if (first === "report") return { page: "report" };
  const view = VIEWS.find((known) => known === first);
  if (view === undefined) return HOME;
  const id = second === undefined || second === "" ? null : decode(second);
  return { page: "inbox", view, conversation: id };
}

/** The address of a route. */
export function href(route: Route): string {
  if (route.page === "report") return "#/report";
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
