import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { MAX_TEXT, type ClientFrame } from "../protocol/widget";
import { Memory } from "./memory";
import { Session } from "./session";
import { Service, WITH_BOT } from "./testing/service";
import { emptyStorage } from "./testing/storage";

let service: Service;
let storage: Storage;
let pages: Session[];

beforeEach(() => {
  vi.useFakeTimers();
  service = new Service();
  storage = emptyStorage();
  pages = [];
});

afterEach(() => {
  for (const page of pages) page.stop();
  vi.useRealTimers();
});

/** A page of the brand in this browser, on which the shop may say who is logged in. */
async function page(identity: string | null = null): Promise<Session> {
  const session = new Session({
    brand: "demo",
    language: "fr",
    identity,
    memory: new Memory("demo", () => storage),
    socket: service.socket,
    alone: (task) => void task(),
  });
  pages.push(session);
  session.start();
  await settled();
  return session;
}

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const pass = (seconds: number): Promise<unknown> => vi.advanceTimersByTimeAsync(seconds * 1000);

/** What the customer reads, sent and on its way. */
function shown(session: Session): string[] {
  const events = session.events.value.flatMap((event) => (event.kind === "message" ? [event.text] : []));
  return [...events, ...session.pending.value.map((pending) => pending.text)];
}

function sent(type: ClientFrame["type"]): number {
  return service.received.filter((frame) => frame.type === type).length;
}

describe("a message", () => {
  test("shows as sending until it is stored, and then once", async () => {
    const session = await page();
    session.say("  bonjour ");
    expect(session.pending.value.map(({ text, stored }) => ({ text, stored }))).toEqual([{ text: "bonjour", stored: false }]);
    await settled();
    expect(session.pending.value).toEqual([]);
    expect(shown(session)).toEqual(["bonjour"]);
  });

  test("that is acknowledged but not yet published shows as stored", async () => {
    const session = await page();
    service.weather = { ...service.weather, losesPublish: () => true };
    session.say("bonjour");
    await settled();
    expect(session.pending.value.map(({ stored }) => stored)).toEqual([true]);
    service.ping();
    await settled();
    expect(session.pending.value).toEqual([]);
    expect(shown(session)).toEqual(["bonjour"]);
  });

  test("written without connection goes out by itself when it is back", async () => {
    const session = await page();
    service.reachable = false;
    service.cut();
    await settled();
    expect(session.line.value).toBe("lost");
    session.say("premier");
    session.say("second");
    await pass(30);
    service.reachable = true;
    await pass(30);
    expect(session.line.value).toBe("online");
    expect(service.texts).toEqual(["premier", "second"]);
    expect(shown(session)).toEqual(["premier", "second"]);
  });

  test("of which the acknowledgement was lost is stored and shown once", async () => {
    const session = await page();
    let cuts = 1;
    service.weather = { ...service.weather, dropsAfter: () => cuts-- > 0 };
    session.say("bonjour");
    await settled();
    expect(session.line.value).toBe("lost");
    await pass(5);
    expect(service.texts).toEqual(["bonjour"]);
    expect(shown(session)).toEqual(["bonjour"]);
  });

  test("survives a reload before it was sent", async () => {
    const first = await page();
    service.reachable = false;
    service.cut();
    await settled();
    first.say("avant le rechargement");
    first.stop();
    service.reachable = true;
    const second = await page();
    expect(service.texts).toEqual(["avant le rechargement"]);
    expect(shown(second)).toEqual(["avant le rechargement"]);
  });

  test("that the service did not answer goes out again at a ping", async () => {
    const session = await page();
    service.troubles.push(null);
    session.say("bonjour");
    await settled();
    expect(service.texts).toEqual([]);
    await pass(11);
    service.ping();
    await settled();
    expect(service.texts).toEqual(["bonjour"]);
  });

  test("that is refused keeps its text, to be mended", async () => {
    const session = await page();
    service.troubles.push("bad_frame");
    session.say("trop");
    await settled();
    const [refused] = session.pending.value;
    expect(refused?.refused).toBe("bad_frame");
    expect(session.withdraw(refused?.id ?? "")).toBe("trop");
    expect(shown(session)).toEqual([]);
  });

  test("that is too long is refused before it is sent", async () => {
    const session = await page();
    session.say("é".repeat(MAX_TEXT));
    session.say("é".repeat(MAX_TEXT + 1));
    await settled();
    expect(service.texts).toHaveLength(1);
    expect(session.pending.value.map(({ refused }) => refused)).toEqual(["message_too_long"]);
  });

  test("that came too fast is sent again by itself", async () => {
    const session = await page();
    service.troubles.push("too_many");
    session.say("vite");
    await settled();
    expect(session.pending.value[0]?.refused).toBeNull();
    await pass(15);
    service.ping();
    await settled();
    expect(service.texts).toEqual(["vite"]);
  });
});

describe("the conversation", () => {
  test("notices at a ping that the last publish was lost", async () => {
    const session = await page();
    service.weather = { ...service.weather, losesPublish: () => true };
    service.append("bot", "perdu");
    await settled();
    expect(shown(session)).toEqual([]);
    service.ping();
    await settled();
    expect(shown(session)).toEqual(["perdu"]);
  });

  test("fetches what is missing before it shows what came", async () => {
    const session = await page();
    const lost = [true, true, false];
    service.weather = { ...service.weather, losesPublish: () => lost.shift() ?? false };
    service.append("bot", "un");
    service.append("bot", "deux");
    service.append("bot", "trois");
    await settled();
    expect(shown(session)).toEqual(["un", "deux", "trois"]);
    expect(sent("fetch")).toBe(1);
  });

  test("goes on after a lost connection with what was said meanwhile", async () => {
    const session = await page();
    service.append("bot", "avant");
    await settled();
    service.cut();
    service.append("cm", "pendant");
    await pass(2);
    expect(shown(session)).toEqual(["avant", "pendant"]);
  });

  test("is the same in two tabs", async () => {
    const [one, other] = [await page(), await page()];
    one.say("de la première");
    await settled();
    other.say("de la seconde");
    await settled();
    expect(shown(one)).toEqual(["de la première", "de la seconde"]);
    expect(shown(other)).toEqual(shown(one));
    expect(service.tokens.size).toBe(1);
  });

  test("begins anew when the token is worth nothing, without losing what was to be sent", async () => {
    storage.setItem("relais:demo:token", "forged");
    const session = await page();
    session.say("bonjour");
    await pass(2);
    expect(storage.getItem("relais:demo:token")).toBe("token-1");
    expect(shown(session)).toEqual(["bonjour"]);
  });

  test("is empty after a restart, in the other tab too", async () => {
    const [one, other] = [await page(), await page()];
    one.say("ancien");
    await settled();
    one.restart();
    await settled();
    expect(shown(one)).toEqual([]);
    other.remembered("conversation");
    await settled();
    expect(shown(other)).toEqual([]);
    one.say("nouveau");
    await settled();
    expect(shown(other)).toEqual(["nouveau"]);
  });

  test("counts as unread what came since the customer looked, over a reload", async () => {
    const session = await page();
    service.append("bot", "lu");
    await settled();
    session.see();
    expect(session.unread.value).toBe(0);
    session.stop();
    service.append("cm", "pas lu");
    const later = await page();
    expect(later.unread.value).toBe(1);
  });
});

describe("the line", () => {
  test("that went silent is given up and taken up again", async () => {
    const session = await page();
    await pass(34);
    expect(sent("hello")).toBe(1);
    await pass(3);
    expect(sent("hello")).toBe(2);
    expect(session.line.value).toBe("online");
  });

  test("is tried again with longer and longer waits, not in a hurry", async () => {
    await page();
    service.reachable = false;
    service.cut();
    await pass(120);
    service.reachable = true;
    const before = sent("hello");
    await pass(20);
    expect(sent("hello")).toBe(before + 1);
  });

  test("is taken up at once when the network is back", async () => {
    const session = await page();
    service.reachable = false;
    service.cut();
    await pass(200);
    service.reachable = true;
    session.wake();
    await settled();
    expect(session.line.value).toBe("online");
  });

  test("is not tried again on a page that may not use the brand", async () => {
    const session = await page();
    service.cut(4403);
    await pass(120);
    expect(session.line.value).toBe("refused");
    expect(sent("hello")).toBe(1);
  });

  test("opens no conversation of a brand that does not exist, over and over", async () => {
    const session = await page();
    service.tell({ type: "error", code: "unknown_brand", message: "…" });
    await pass(120);
    expect(session.line.value).toBe("refused");
    expect(sent("hello")).toBe(1);
  });
});

describe("who is logged in", () => {
  const identities = (): (string | null)[] =>
    service.received.flatMap((frame) => (frame.type === "hello" ? [frame.identity] : []));

  test("is said with every hello", async () => {
    await page("signed");
    service.cut();
    await pass(5);
    expect(identities()).toEqual(["signed", "signed"]);
  });

  test("can be said later, without losing what was said", async () => {
    const session = await page();
    session.say("bonjour");
    await settled();
    session.identify("signed");
    session.identify("signed");
    await settled();
    expect(identities()).toEqual([null, "signed"]);
    expect(shown(session)).toEqual(["bonjour"]);
  });

  test("and not believed leaves an unknown visitor, and tells the page's owner", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    service.identityRefused = "identity_expired";
    const session = await page("expired");
    expect(identities()).toEqual(["expired", null]);
    expect(session.line.value).toBe("online");
    expect(session.notice.value).toBeNull();
    expect(told).toHaveBeenCalledOnce();
    session.say("bonjour");
    await settled();
    expect(service.texts).toEqual(["bonjour"]);
    told.mockRestore();
  });

  test("is forgotten at log-out, with the conversation and what was not sent", async () => {
    const session = await page("signed");
    session.say("mon adresse");
    await settled();
    service.reachable = false;
    service.cut();
    await settled();
    session.say("pas parti");
    session.identify(null);
    service.conversation = "conversation-2";
    service.events = [];
    service.reachable = true;
    await pass(5);
    expect(shown(session)).toEqual([]);
    expect(service.texts).toEqual([]);
    expect(service.received.findLast((frame) => frame.type === "hello")).toMatchObject({ token: null, identity: null });
  });

  test("and unknown from the beginning, logging out changes nothing", async () => {
    const session = await page();
    session.say("bonjour");
    await settled();
    session.identify(null);
    await settled();
    expect(identities()).toEqual([null]);
    expect(shown(session)).toEqual(["bonjour"]);
  });

  test("on an earlier page is forgotten too, once the shop says that nobody is", async () => {
    (await page("signed")).stop();
    const later = await page();
    later.identify(null);
    await settled();
    expect(service.received.at(-1)).toMatchObject({ type: "hello", token: null, identity: null });
  });
});

describe("who answers", () => {
  test("asking for a human without connection is done when it is back", async () => {
    const session = await page();
    service.reachable = false;
    service.cut();
    await settled();
    session.askHuman();
    expect(session.asking.value).toBe(true);
    service.reachable = true;
    await pass(5);
    expect(sent("human")).toBe(1);
    service.tell({ type: "state", ...WITH_BOT, owner: "waiting", place: 1 });
    await settled();
    expect(session.asking.value).toBe(false);
    expect(session.human.value).toBe(true);
  });

  test("a typing bubble never outlives what it announced", async () => {
    const session = await page();
    service.tell({ type: "typing", who: "bot", name: "Ormeline" });
    await settled();
    expect(session.typist.value).toEqual({ who: "bot", name: "Ormeline" });
    service.append("bot", "Bonjour");
    await settled();
    expect(session.typist.value).toBeNull();
    service.tell({ type: "typing", who: "cm", name: "Camille" });
    await pass(7);
    expect(session.typist.value).toBeNull();
  });

  test("typing is told every three seconds at most", async () => {
    const session = await page();
    for (let key = 0; key < 20; key += 1) {
      session.typing();
      await pass(0.25);
    }
    expect(sent("typing")).toBe(2);
  });
});

describe("in any weather", () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])("nothing is lost, doubled or reordered (seed %i)", async (seed) => {
    const chance = randomFrom(seed);
    const [one, other] = [await page(), await page()];
    service.weather = {
      losesPublish: () => chance() < 0.3,
      dropsBefore: () => chance() < 0.15,
      dropsAfter: () => chance() < 0.15,
    };
    const said: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      said.push(`message ${step}`);
      one.say(`message ${step}`);
      if (chance() < 0.2) service.append("bot", `answer ${step}`);
      if (chance() < 0.1) service.cut();
      if (chance() < 0.3) await pass(chance() * 4);
    }
    service.weather = { losesPublish: () => false, dropsBefore: () => false, dropsAfter: () => false };
    for (let rest = 0; rest < 4; rest += 1) {
      await pass(15);
      service.ping();
    }
    await settled();
    expect(service.texts.filter((text) => text.startsWith("message"))).toEqual(said);
    expect(shown(one)).toEqual(service.texts);
    expect(shown(other)).toEqual(service.texts);
    expect(one.pending.value).toEqual([]);
  });
});

/** Mulberry32, a small generator whose runs can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
