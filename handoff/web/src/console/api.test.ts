import { expect, test, vi } from "vitest";
import { Api, Refused, Unreachable } from "./api";

function api(answer: () => Promise<Response>): { api: Api; asked: ReturnType<typeof vi.fn>; loggedOut: ReturnType<typeof vi.fn> } {
  const asked = vi.fn(answer);
  const loggedOut = vi.fn();
  return { api: new Api(asked, loggedOut), asked, loggedOut };
}

const json = (status: number, body: unknown): (() => Promise<Response>) => () =>
  Promise.resolve(Response.json(body, { status }));

test("a refusal tells its code, its words and how the conversation stands now", async () => {
  const row = { id: "c1", version: 4 };
  const { api: console } = api(json(409, { error: { code: "stale", message: "It changed." }, row }));
  const error = await console.close("c1", 3, "resolved_by_cm").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refused);
  expect(error).toMatchObject({ status: 409, code: "stale", message: "It changed.", row });
});

test("an error page of a proxy is a failure of the service, not a crash of the console", async () => {
  const { api: console } = api(() => Promise.resolve(new Response("<h1>Bad gateway</h1>", { status: 502 })));
  await expect(console.me()).rejects.toMatchObject({ status: 502, code: "service_failed" });
});

test("a page that is no JSON is refused even with status 200", async () => {
  const { api: console } = api(() => Promise.resolve(new Response("<html>", { status: 200 })));
  await expect(console.me()).rejects.toBeInstanceOf(Refused);
});

test("a lost network is told apart from a refusal", async () => {
  const { api: console } = api(() => Promise.reject(new TypeError("Failed to fetch")));
  await expect(console.me()).rejects.toBeInstanceOf(Unreachable);
});

test("an ended session brings the log-in back; a wrong password does not", async () => {
  const { api: console, loggedOut } = api(json(401, { error: { code: "not_logged_in", message: "" } }));
  await expect(console.login("camille", "wrong")).rejects.toBeInstanceOf(Refused);
  expect(loggedOut).not.toHaveBeenCalled();
  await expect(console.conversation("c1")).rejects.toBeInstanceOf(Refused);
  expect(loggedOut).toHaveBeenCalledOnce();
});

test("an empty queue is no error", async () => {
  const { api: console } = api(() => Promise.resolve(new Response(null, { status: 204 })));
  await expect(console.next()).resolves.toBeNull();
});

test("ids and filters cannot bend an address", async () => {
  const { api: console, asked } = api(json(200, { rows: [], next: null, counts: {} }));
  await console.conversations("waiting", "a&view=all", null);
  await console.conversation("../me");
  expect(asked.mock.calls.map(([url]: unknown[]) => url)).toEqual([
    "/api/conversations?view=waiting&brand=a%26view%3Dall",
    "/api/conversations/..%2Fme",
  ]);
});
