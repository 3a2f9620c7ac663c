import type {
  Case,
  CaseStatus,
  CmEvent,
  Colleague,
  Detail,
  EditedResolution,
  Me,
  NearResolution,
  NewNotice,
  Phrase,
  RejectionReason,
  Report,
  ResolutionDetail,
  Resolutions,
  ResolutionState,
  Row,
  Rows,
  SteeringNotice,
  SteeringState,
  Suggestions,
} from "../protocol/console";
import type { Language, Outcome, Team } from "../protocol/conversation";
import type { View } from "./logic/route";

/** The service refused, and says why: `code` is stable, `message` is written for a person. */
export class Refused extends Error {
  override readonly name = "Refused";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** The conversation as it is now, when the refusal comes from somebody having been faster. */
    readonly row: Row | null = null,
  ) {
    super(message);
  }
}

/** The service could not be reached or did not answer in time; whether it acted is unknown. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

const TIMEOUT_MS = 15_000;

/** The console's calls, one method each. Every method rejects with Refused or Unreachable only. */
export class Api {
  constructor(
    private readonly fetch: typeof globalThis.fetch,
    /** Called when the session has ended, so that the login page comes back. */
    private readonly onLoggedOut: () => void,
  ) {}

  async login(login: string, password: string): Promise<Me> {
    const { me } = await this.call<{ me: Me }>("POST", "/api/login", { login, password });
    return me;
  }

  async logout(): Promise<void> {
    await this.call("POST", "/api/logout", {});
  }

  async me(): Promise<Me> {
    const { me } = await this.call<{ me: Me }>("GET", "/api/me");
    return me;
  }

  conversations(view: View, brand: string | null, cursor: string | null): Promise<Rows> {
    return this.call("GET", `/api/conversations${query({ view, brand, cursor })}`);
  }

  conversation(id: string): Promise<Detail> {
    return this.call("GET", path(id));
  }

  async eventsAfter(id: string, after: number): Promise<CmEvent[]> {
    const { events } = await this.call<{ events: CmEvent[] }>(
      "GET",
      path(id, `events?after=${after}`),
    );
    return events;
  }

  /** Takes the conversation that should be answered next; null when nothing waits. */
  async next(): Promise<Detail | null> {
    return (await this.call<Detail | undefined>("POST", "/api/queue/next", {})) ?? null;
  }

  claim(id: string): Promise<{ row: Row }> {
    return this.call("POST", path(id, "claim"), {});
  }

  takeOver(id: string): Promise<{ row: Row }> {
    return this.call("POST", path(id, "take-over"), {});
  }

  /** Sends a reply; the same `client_id` with the same text may be sent again without doubling it. */
  async send(
    id: string,
    message: {
      client_id: string;
      version: number;
      text: string;
      suggestion: { resolution_id: string; edited: boolean } | null;
    },
  ): Promise<CmEvent> {
    const { event } = await this.call<{ event: CmEvent }>("POST", path(id, "messages"), message);
    return event;
  }

  async note(id: string, note: { client_id: string; text: string }): Promise<CmEvent> {
    const { event } = await this.call<{ event: CmEvent }>("POST", path(id, "notes"), note);
    return event;
  }

  handBack(id: string, version: number): Promise<{ row: Row }> {
    return this.call("POST", path(id, "hand-back"), { version });
  }

  transfer(id: string, version: number, to: Transfer): Promise<{ row: Row }> {
    return this.call("POST", path(id, "transfer"), { version, ...to });
  }

  close(id: string, version: number, outcome: Outcome): Promise<{ row: Row }> {
    return this.call("POST", path(id, "close"), { version, outcome });
  }

  /** Says of a message of the bot whether it was wrong. */
  async markWrong(id: string, number: number, wrong: boolean): Promise<void> {
    await this.call("PUT", path(id, `events/${number}/wrong`), { wrong });
  }

  /** What was promised has been done. */
  async settleCase(id: string, number: string): Promise<void> {
    await this.call("POST", path(id, `cases/${number}/settle`), {});
  }

  /** Another date for a promise; the customer is told. */
  async postponeCase(id: string, number: string, due: Date): Promise<void> {
    await this.call("POST", path(id, `cases/${number}/date`), { due_at: due.toISOString() });
  }

  async cases(status: CaseStatus, brand: string | null): Promise<Case[]> {
    const { cases } = await this.call<{ cases: Case[] }>("GET", `/api/cases${query({ status, brand })}`);
    return cases;
  }

  async colleagues(brand: string): Promise<Colleague[]> {
    const url = `/api/colleagues${query({ brand })}`;
    const { colleagues } = await this.call<{ colleagues: Colleague[] }>("GET", url);
    return colleagues;
  }

  suggestions(conversation: string): Promise<Suggestions> {
    return this.call("POST", "/api/suggestions", { conversation_id: conversation });
  }

  /** Tells that a suggestion was put into a draft. */
  async inserted(conversation: string, resolution: string): Promise<void> {
    await this.call("POST", path(conversation, `suggestions/${encodeURIComponent(resolution)}/inserted`), {});
  }

  /** Tells why a suggestion is of no use; it is not shown in this episode again. */
  async rejected(conversation: string, resolution: string, reason: RejectionReason): Promise<void> {
    await this.call("POST", path(conversation, `suggestions/${encodeURIComponent(resolution)}/rejected`), { reason });
  }

  resolutions(search: ResolutionSearch, cursor: string | null): Promise<Resolutions> {
    return this.call("GET", `/api/resolutions${query({ ...search, cursor })}`);
  }

  resolution(id: string): Promise<ResolutionDetail> {
    return this.call("GET", ofResolution(id));
  }

  /** Those that the engine finds comparable, the likest first. */
  async near(id: string): Promise<NearResolution[]> {
    const { near } = await this.call<{ near: NearResolution[] }>("GET", ofResolution(id, "near"));
    return near;
  }

  /** Changes a resolution; gives it as it is then. */
  revise(id: string, change: ResolutionChange): Promise<EditedResolution> {
    const { verb, ...body } = change;
    return this.call("POST", ofResolution(id, verb), body);
  }

  /** Forgets a customer; gives in how many conversations. For admins. */
  async erase(customer: string): Promise<number> {
    const url = `/api/customers/${encodeURIComponent(customer)}/erase`;
    const { conversations } = await this.call<{ conversations: number }>("POST", url, {});
    return conversations;
  }

  report(from: string, to: string, brand: string | null): Promise<Report> {
    return this.call("GET", `/api/report${query({ from, to, brand })}`);
  }

  steering(brand: string): Promise<SteeringState> {
    return this.call("GET", `/api/steering${query({ brand })}`);
  }

  writeNotice(brand: string, notice: NewNotice): Promise<SteeringNotice> {
    return this.call("POST", `/api/steering/notices${query({ brand })}`, notice);
  }

  async endNotice(id: string): Promise<void> {
    await this.call("POST", `/api/steering/notices/${encodeURIComponent(id)}/end`, {});
  }

  /** A reason switches the flow off; null switches it on again. */
  async switchFlow(brand: string, flow: string, off: string | null): Promise<void> {
    const url = `/api/steering/flows/${encodeURIComponent(flow)}${query({ brand })}`;
    await this.call("PUT", url, off === null ? { on: true } : { on: false, reason: off });
  }

  phrases(brand: string): Promise<Phrase[]> {
    return this.call("GET", `/api/steering/phrases${query({ brand })}`);
  }

  /** Null goes back to the trained text. */
  async reword(brand: string, response: string, language: Language, text: string | null): Promise<void> {
    const url = `/api/steering/phrases/${encodeURIComponent(response)}${query({ brand })}`;
    await this.call("PUT", url, { language, text });
  }

  private async call<T>(method: "GET" | "POST" | "PUT", url: string, body?: object): Promise<T> {
    const response = await this.answer(method, url, body);
    if (response.status === 204) return undefined as T;
    const json: unknown = await response.json().catch(() => null);
    if (response.ok && json !== null) return json as T;
    const refusal = refused(response.status, json);
    if (response.status === 401 && url !== "/api/login") this.onLoggedOut();
    throw refusal;
  }

  private async answer(method: string, url: string, body?: object): Promise<Response> {
    const init: RequestInit = {
      method,
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    };
    if (body !== undefined) {
      init.headers = { "content-type": "application/json" };
      init.body = JSON.stringify(body);
    }
    try {
      return await this.fetch(url, init);
    } catch (error) {
      throw new Unreachable(url, { cause: error });
    }
  }
}

/** Where an admin's browser downloads all that is kept of a customer. */
export function exportAddress(customer: string): string {
  return `/api/customers/${encodeURIComponent(customer)}/export`;
}

/** To a team or to a colleague, with what they should know. */
export type Transfer = ({ team: Team } | { cm: string }) & { note: string | null };

/** What the resolutions are narrowed to; null means anything. */
export interface ResolutionSearch {
  q: string | null;
  state: ResolutionState;
  brand: string | null;
  language: string | null;
  team: string | null;
}

/** What may be done to a resolution; `edited_at` says which words of it one has read. */
export type ResolutionChange =
  | { verb: "edit"; question: string; reply: string; edited_at: string | null }
  | { verb: "hold"; until: string | null }
  | { verb: "merge"; others: readonly string[] }
  | { verb: "approve"; edited_at: string | null }
  | { verb: "unapprove" | "retire" | "restore" };

function ofResolution(id: string, verb?: string): string {
  const base = `/api/resolutions/${encodeURIComponent(id)}`;
  return verb === undefined ? base : `${base}/${verb}`;
}

function path(id: string, verb?: string): string {
  const base = `/api/conversations/${encodeURIComponent(id)}`;
  return verb === undefined ? base : `${base}/${verb}`;
}

function query(parameters: Record<string, string | null>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) given.set(name, value);
  }
  const text = given.toString();
  return text === "" ? "" : `?${text}`;
}

/** Reads `{"error": {"code", "message"}, "row"?}`; a proxy's page in its place becomes a plain failure. */
function refused(status: number, json: unknown): Refused {
  const body = (json ?? {}) as { error?: { code?: string; message?: string }; row?: Row };
  const code = body.error?.code ?? (status >= 500 ? "service_failed" : "refused");
  return new Refused(status, code, body.error?.message ?? "", body.row ?? null);
}
