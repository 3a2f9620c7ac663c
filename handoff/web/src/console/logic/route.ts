/** The inbox's views, in the order in which they are shown. */
export const VIEWS = ["waiting", "mine", "bot", "closed"] as const;
export type View = (typeof VIEWS)[number];

/** The pages beside the inbox, in the order in which they are shown. */
export const PAGES = ["report", "cases", "resolutions", "steering"] as const;
export type Page = (typeof PAGES)[number];

/** Where in the console one is; kept in the address after `#`, so that reload and back work. */
export type Route =
  | { page: "inbox"; view: View; conversation: string | null }
  | { page: "resolutions"; resolution: string | null }
  | { page: Exclude<Page, "resolutions"> };

export const HOME: Route = { page: "inbox", view: "waiting", conversation: null };

/** The page as it is entered, with nothing opened. */
export function front(page: Page): Route {
  return page === "resolutions" ? { page, resolution: null } : { page };
}

/** Reads an address such as `#/mine/3f2c…` or `#/cases`; anything else is the home view. */
export function parse(hash: string): Route {
  const [first, second] = hash.replace(/^#\/?/, "").split("/");
  const id = second === undefined || second === "" ? null : decode(second);
  const page = PAGES.find((known) => known === first);
  if (page !== undefined) return page === "resolutions" ? { page, resolution: id } : { page };
  const view = VIEWS.find((known) => known === first);
  if (view === undefined) return HOME;
  return { page: "inbox", view, conversation: id };
}

/** The address of a route. */
export function href(route: Route): string {
  switch (route.page) {
    case "inbox":
      return `#/${route.view}${tail(route.conversation)}`;
    case "resolutions":
      return `#/${route.page}${tail(route.resolution)}`;
    default:
      return `#/${route.page}`;
  }
}

function tail(id: string | null): string {
  return id === null ? "" : `/${encodeURIComponent(id)}`;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
