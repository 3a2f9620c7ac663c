// @vitest-environment happy-dom
import { expect, test } from "vitest";
import type { Suggestion, Suggestions } from "../../protocol/console";
import { Api } from "../api";
import { SuggestionList } from "./suggestions";

function suggestion(id: string): Suggestion {
  const source = { question: "?", resolved_at: null, csat: null, count: 1, language: "fr" as const };
  return { resolution_id: id, reply: id, confidence: 0.5, source, missing: [], agreeing: [] };
}

/** The service with what it suggests, and what it was told of it. */
class Service {
  readonly told: string[] = [];
  answer: Suggestions = { suggestions: [suggestion("r1"), suggestion("r2")], abstained: false, reason: null };

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    if (url === "/api/suggestions") return Promise.resolve(Response.json(this.answer));
    this.told.push(`${url} ${typeof init.body === "string" ? init.body : ""}`);
    const rest = this.answer.suggestions.filter(({ resolution_id }) => !url.includes(resolution_id));
    this.answer = { ...this.answer, suggestions: rest };
    return Promise.resolve(new Response(null, { status: 204 }));
  };
}

function listed(service: Service): SuggestionList {
  return new SuggestionList("c1", new Api(service.fetch as typeof fetch, () => undefined));
}

test("a rejected suggestion is told with its reason, and the next one takes its place", async () => {
  const service = new Service();
  const list = listed(service);
  await list.read();
  list.ask("r1");
  expect(await list.reject("r1", "outdated")).toBe(true);
  expect(service.told).toEqual(['/api/conversations/c1/suggestions/r1/rejected {"reason":"outdated"}']);
  expect(list.at(0)?.resolution_id).toBe("r2");
  expect(list.rejecting.value).toBeNull();
});

test("asking again about the same suggestion asks no longer", () => {
  const list = listed(new Service());
  list.ask("r1");
  list.ask("r1");
  expect(list.rejecting.value).toBeNull();
});

test("a conversation kept without suggestions says so", async () => {
  const service = new Service();
  service.answer = { suggestions: [], abstained: true, reason: "withheld" };
  const list = listed(service);
  await list.read();
  expect(list.suggested.value).toEqual({ state: "withheld" });
});
