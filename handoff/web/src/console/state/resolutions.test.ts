// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import type { ResolutionDetail } from "../../protocol/console";
import { Api } from "../api";
import { ONE } from "../testing/resolution";
import { ResolutionList } from "./resolutions";

/** The service with one resolution, which a colleague may edit meanwhile. */
class Service {
  one: ResolutionDetail = ONE;
  readonly asked: { url: string; body: unknown }[] = [];

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    this.asked.push({ url, body });
    return Promise.resolve(this.answer(url, body as { edited_at?: string | null } | null));
  };

  private answer(url: string, body: { edited_at?: string | null } | null): Response {
    if (url.startsWith("/api/resolutions?")) {
      return Response.json({ resolutions: [this.one], next: null, total: 1 });
    }
    if (!url.endsWith("/edit")) return Response.json(this.one);
    if (body?.edited_at !== this.one.edited_at) {
      return Response.json({ error: { code: "edited_meanwhile", message: "" } }, { status: 409 });
    }
    this.one = { ...this.one, ...body, edited_at: "2026-11-22T12:00:00Z" };
    return Response.json({ ...this.one, taken_out: ["phone"] });
  }
}

function opened(): { service: Service; list: ResolutionList; said: string[] } {
  const service = new Service();
  const said: string[] = [];
  const api = new Api(service.fetch as typeof fetch, () => undefined);
  const list = new ResolutionList(api, { role: "supervisor" }, (text) => said.push(text));
  return { service, list, said };
}

test("an edit shows what was taken out, and closes its form", async () => {
  const { list, said } = opened();
  await list.read();
  await list.show("r1");
  list.toggle("edit");
  list.write({ reply: "À 30 °C. Appelez le 06 12 34 56 78." });
  const { question, reply } = list.draft.value ?? { question: "", reply: "" };
  await list.revise({ verb: "edit", question, reply, edited_at: list.draft.value?.editedAt ?? null });
  expect(list.takenOut.value).toEqual(["phone"]);
  expect(list.form.value).toBeNull();
  expect(said).toHaveLength(1);
  expect(list.shown.value[0]?.reply).toBe(reply);
});

test("a colleague's newer words are shown beside one's own, which stay; saving again has seen them", async () => {
  const { service, list } = opened();
  await list.show("r1");
  list.toggle("edit");
  list.write({ reply: "À 30 °C." });
  service.one = { ...ONE, reply: "À 60 °C.", edited_at: "2026-11-22T11:00:00Z" };
  const save = (): Promise<void> =>
    list.revise({ verb: "edit", question: ONE.question, reply: "À 30 °C.", edited_at: list.draft.value?.editedAt ?? null });
  await save();
  expect(list.attempt.refusal.value).not.toBeNull();
  expect(list.open.value?.reply).toBe("À 60 °C.");
  expect(list.draft.value?.reply).toBe("À 30 °C.");
  await save();
  expect(list.open.value?.reply).toBe("À 30 °C.");
});

test("what is being written is there again when one comes back to it", async () => {
  const { list } = opened();
  await list.show("r1");
  list.toggle("edit");
  list.write({ question: "autre question" });
  await list.show(null);
  expect(list.form.value).toBeNull();
  await list.show("r1");
  expect(list.form.value).toBe("edit");
  expect(list.draft.value?.question).toBe("autre question");
});

test("typing narrows the list once the CM pauses", async () => {
  vi.useFakeTimers();
  const { service, list } = opened();
  for (const text of ["l", "li", "lin"]) list.type(text);
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(service.asked.map(({ url }) => url)).toEqual(["/api/resolutions?q=lin&state=suggested"]);
});
