// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import type { CmEvent, Detail, Row, Suggestions } from "../../protocol/console";
import { Api } from "../api";
import { Drafts } from "../logic/drafts";
import { OpenConversation } from "./conversation";

const ROW: Row = {
  id: "c1",
  brand: "demo",
  customer: { id: "k1", name: "Hélène", verified: false },
  owner: "cm",
  cm: { id: "me", name: "Camille" },
  team: "customer_care",
  urgency: "normal",
  language: "fr",
  topic: null,
  reason: "asked_human",
  waiting_since: null,
  deadline: null,
  last: null,
  version: 3,
  episode: 1,
  head: 2,
  outcome: null,
  updated_at: "2026-11-22T09:00:00Z",
};

function said(number: number): CmEvent {
  return {
    number,
    kind: "message",
    author: "customer",
    author_id: null,
    name: null,
    at: "2026-11-22T09:00:00Z",
    episode: 1,
    stint: 1,
    body: { text: `n° ${number}` },
  };
}

/** The service as this conversation sees it: a log that grows behind the console's back. */
class Service {
  readonly asked: string[] = [];
  log = [said(1), said(2)];
  mistakes = [2];
  refuses = false;

  readonly fetch = (url: string): Promise<Response> => {
    this.asked.push(url);
    if (url.endsWith("/wrong") && this.refuses) return Promise.resolve(new Response(null, { status: 503 }));
    return Promise.resolve(Response.json(this.answer(url)));
  };

  private answer(url: string): unknown {
    if (url === "/api/suggestions") return { suggestions: [], abstained: true, reason: null } satisfies Suggestions;
    const after = /after=(\d+)$/.exec(url)?.[1];
    if (after !== undefined) return { events: this.log.filter(({ number }) => number > Number(after)) };
    return {
      row: { ...ROW, head: this.log.length },
      events: this.log,
      facts: { first_name: "Hélène" },
      summary: { problem: null, done: [], offered: null, order: null, parcel: null, reason: null },
      orders: [],
      parcels: [],
      cases: [],
      mistakes: this.mistakes,
      head: this.log.length,
    } satisfies Detail;
  }
}

async function opened(service: Service): Promise<OpenConversation> {
  const api = new Api(service.fetch as typeof fetch, () => undefined);
  const open = new OpenConversation("c1", api, new Drafts(localStorage, "me"));
  await open.read();
  return open;
}

const numbers = (open: OpenConversation): number[] => open.log.value.map(({ number }) => number);

afterEach(() => {
  localStorage.clear();
});

test("a frame that jumps ahead fetches what lies between", async () => {
  const service = new Service();
  const open = await opened(service);
  service.log = [1, 2, 3, 4, 5].map(said);
  open.receiveEvents([said(5)]);
  await vi.waitFor(() => {
    expect(numbers(open)).toEqual([1, 2, 3, 4, 5]);
  });
});

test("a lost last frame is noticed by the ping that follows", async () => {
  const service = new Service();
  const open = await opened(service);
  service.log = [1, 2, 3].map(said);
  open.reconcile(3);
  await vi.waitFor(() => {
    expect(numbers(open)).toEqual([1, 2, 3]);
  });
});

test("a ping that tells nothing new asks for nothing", async () => {
  const service = new Service();
  const open = await opened(service);
  const before = service.asked.length;
  open.reconcile(2);
  expect(service.asked).toHaveLength(before);
});

test("an answer and a frame with the same event show it once", async () => {
  const open = await opened(new Service());
  open.receiveEvents([said(3)]);
  open.receiveEvents([said(3)]);
  expect(numbers(open)).toEqual([1, 2, 3]);
});

test("what is learned shows at once, beside what was known", async () => {
  const open = await opened(new Service());
  open.receiveEvents([{ ...said(3), kind: "facts", body: { order_number: "20417" } }]);
  expect(open.facts.value).toEqual({ first_name: "Hélène", order_number: "20417" });
});

test("an older row that arrives late does not give a conversation back", async () => {
  const open = await opened(new Service());
  open.receiveRow({ ...ROW, version: 4, cm: { id: "other", name: "Yanis" } });
  open.receiveRow(ROW);
  expect(open.row.value?.cm?.name).toBe("Yanis");
});

test("a text with a gap cannot be sent, and can once it is filled", async () => {
  const { composer } = await opened(new Service());
  composer.write("Bonjour {first_name}");
  expect(composer.sendable.value).toBe(false);
  composer.write("Bonjour Hélène");
  expect(composer.sendable.value).toBe(true);
});

test("braces in a note are nobody's gap", async () => {
  const { composer } = await opened(new Service());
  composer.slot.value = "note";
  composer.write("la réponse type met {first_name}");
  expect(composer.sendable.value).toBe(true);
});

test("what was written while a message was on its way is kept", async () => {
  const { composer } = await opened(new Service());
  composer.write("Un instant.");
  const { text } = composer.attempt();
  composer.write("Un instant. Je regarde");
  composer.sent("reply", text);
  expect(composer.draft.value.text).toBe("Un instant. Je regarde");
});

test("a retry after a reload is the same message to the service", async () => {
  const first = await opened(new Service());
  first.composer.write("C’est fait.");
  const { clientId } = first.composer.attempt();
  const again = await opened(new Service());
  expect(again.composer.attempt().clientId).toBe(clientId);
});

test("a wrong message of the bot is marked at once, beside those marked before", async () => {
  const open = await opened(new Service());
  await open.markWrong(1, true);
  expect(open.mistakes.value).toEqual(new Set([1, 2]));
  await open.markWrong(2, false);
  expect(open.mistakes.value).toEqual(new Set([1]));
});

test("a mark that the service did not take is not shown", async () => {
  const service = new Service();
  const open = await opened(service);
  service.refuses = true;
  await expect(open.markWrong(1, true)).rejects.toMatchObject({ status: 503 });
  expect(open.mistakes.value).toEqual(new Set([2]));
});

test("a customer who logs in or follows a link is read again with what that proves", async () => {
  const service = new Service();
  const open = await opened(service);
  const reads = (): number => service.asked.filter((url) => url.endsWith("/c1")).length;
  const before = reads();
  open.receiveRow({ ...ROW, customer: { ...ROW.customer, verified: true } });
  expect(reads()).toBe(before + 1);
  open.receiveRow({ ...ROW, customer: { ...ROW.customer, verified: true } });
  expect(reads()).toBe(before + 1);
  open.receiveEvents([said(3)]);
  expect(reads()).toBe(before + 2);
});
