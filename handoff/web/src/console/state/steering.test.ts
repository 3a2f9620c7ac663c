// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import type { NewNotice, Phrase, SteeringNotice, SteeringState } from "../../protocol/console";
import { Api } from "../api";
import { Attempt } from "./attempt";
import { Steering } from "./steering";

const NOTICE: NewNotice = {
  texts: { fr: "Grève." },
  flows: [],
  carriers: [],
  postcodes: [],
  starts_at: "2026-11-22T12:00:00Z",
  ends_at: "2026-11-23T12:00:00Z",
};
const PHRASE: Phrase = { response: "utter_hello", language: "fr", text: "Bonjour.", wording: null };

/** The service's side of steering; answers wait while `held`. */
class Service {
  readonly asked: string[] = [];
  held: Promise<void> | null = null;
  off = false;

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    this.asked.push(`${init.method ?? "GET"} ${url}`);
    await this.held;
    if (init.method === "PUT") {
      if (url.includes("/flows/")) this.off = !this.off;
      return new Response(null, { status: 204 });
    }
    if (url.endsWith("/end")) return new Response(null, { status: 204 });
    if (url.includes("/phrases")) return Response.json([{ ...PHRASE, text: url.includes("kiosque") ? "Salut !" : "Bonjour." }]);
    if (init.method === "POST") return Response.json(written());
    return Response.json({
      notices: [],
      flows: [{ name: "parcel", titles: {}, off_since: this.off ? NOTICE.starts_at : null, off_by: null, reason: null }],
      carriers: {},
    } satisfies SteeringState);
  };
}

function written(): SteeringNotice {
  return { ...NOTICE, id: "n1", written_by: "Solange", written_at: NOTICE.starts_at };
}

async function steered(service: Service): Promise<Steering> {
  const steering = new Steering(new Api(service.fetch as typeof fetch, () => undefined), "demo");
  await steering.read();
  return steering;
}

test("a notice is listed as soon as it is written, and gone as soon as it is ended", async () => {
  const steering = await steered(new Service());
  await steering.write(NOTICE);
  expect(steering.told.value.notices).toEqual([written()]);
  await steering.end("n1");
  expect(steering.told.value.notices).toEqual([]);
});

test("a flow that was switched off says since when", async () => {
  const service = new Service();
  const steering = await steered(service);
  await steering.switch("parcel", "mauvaises dates");
  expect(service.asked).toContain("PUT /api/steering/flows/parcel?brand=demo");
  expect(steering.told.value.flows[0]?.off_since).toBe(NOTICE.starts_at);
});

test("a new wording shows at once, and the trained one after it was taken back", async () => {
  const steering = await steered(new Service());
  await steering.reword(PHRASE, "Bonjour à vous.");
  expect(steering.phrases.value[0]?.wording).toBe("Bonjour à vous.");
  await steering.reword(PHRASE, null);
  expect(steering.phrases.value[0]?.wording).toBeNull();
});

test("what comes late for one brand is not shown under another", async () => {
  const service = new Service();
  const steering = await steered(service);
  let release = (): void => undefined;
  service.held = new Promise((resolve) => (release = resolve));
  const writing = steering.write(NOTICE);
  const rewording = steering.reword(PHRASE, "Bonjour à vous.");
  steering.choose("kiosque");
  release();
  await Promise.all([writing, rewording]);
  await vi.waitFor(() => {
    expect(steering.phrases.value[0]?.text).toBe("Salut !");
  });
  expect(steering.told.value.notices).toEqual([]);
  expect(steering.phrases.value[0]?.wording).toBeNull();
});

test("a button pressed twice asks once, and a refusal is kept beside it", async () => {
  const attempt = new Attempt();
  const work = vi.fn(() => Promise.reject(new Error("no")));
  const [first, second] = await Promise.all([attempt.make(work), attempt.make(work)]);
  expect([first, second, work.mock.calls.length]).toEqual([false, false, 1]);
  expect(attempt.refusal.value).not.toBeNull();
  expect(await attempt.make(() => Promise.resolve())).toBe(true);
  expect(attempt.refusal.value).toBeNull();
});
