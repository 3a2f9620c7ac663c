// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import type { Case } from "../../protocol/console";
import { Api } from "../api";
import { CaseList } from "./cases";

const CASE: Case = {
  number: "D-1",
  kind: "lost_parcel",
  due_at: "2026-11-23T08:00:00Z",
  status: "open",
  brand: "demo",
  conversation: "c1",
  team: "customer_care",
  order_number: null,
  tracking_number: null,
  filed_with_carrier: false,
  carrier_reference: null,
  summary: null,
  created_at: "2026-11-20T08:00:00Z",
  closed_at: null,
};

const CLOSED: Case = { ...CASE, number: "D-2", status: "closed", closed_at: "2026-11-21T08:00:00Z" };

test("an answer about open cases that comes late is not shown among the closed ones", async () => {
  let release = (): void => undefined;
  const late = new Promise<void>((resolve) => (release = resolve));
  const fetched = async (url: string): Promise<Response> => {
    const open = url.includes("status=open");
    if (open) await late;
    return Response.json({ cases: [open ? CASE : CLOSED] });
  };
  const cases = new CaseList(new Api(fetched as typeof fetch, () => undefined));
  const reading = cases.read();
  cases.choose("closed");
  await vi.waitFor(() => {
    expect(cases.reading.value.state).toBe("ready");
  });
  release();
  await reading;
  expect(cases.shown.value.map(({ number }) => number)).toEqual(["D-2"]);
});
