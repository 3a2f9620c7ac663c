/** A service and a network in memory, for tests: it keeps its promises, and the network none. */

import {
  CLOSE_TOKEN_REFUSED,
  type ClientFrame,
  type CustomerEvent,
  type CustomerMessage,
  type ServerFrame,
  type State,
} from "../../protocol/widget";
import type { Socket } from "../connection";

export const WITH_BOT: State = { owner: "bot", cm: null, place: null, estimate: null, open: true, opens_at: null };

const BRAND = {
  name: "demo",
  display_name: "Maison Orme",
  bot_name: "Ormeline",
  colours: { primary: "#2f4f3e", on_primary: "#ffffff" },
  languages: ["fr" as const, "en" as const],
  privacy_url: null,
};

/** What may go wrong between a page and the service; each gives whether it does this time. */
export interface Weather {
  losesPublish: () => boolean;
  dropsBefore: () => boolean;
  dropsAfter: () => boolean;
}

const CALM: Weather = { losesPublish: () => false, dropsBefore: () => false, dropsAfter: () => false };

export class Service {
  conversation = "conversation-1";
  events: CustomerEvent[] = [];
  readonly tokens = new Set<string>();
  /** What becomes of the next identities: the code of a refusal, or null. */
  identityRefused: string | null = null;
  readonly received: ClientFrame[] = [];
  weather: Weather = CALM;
  reachable = true;
  /** What happens to the next messages instead of being stored: no answer, or a refusal's code. */
  readonly troubles: (null | string)[] = [];
  state: State = WITH_BOT;
  readonly #lines = new Set<Line>();

  /** A socket of one page, as `WebSocket` would be. */
  readonly socket = (): Socket => new Line(this);

  /** The texts that are stored, in order: what the customer would find after a reload. */
  get texts(): string[] {
    return this.events.flatMap((event) => (event.kind === "message" ? [event.text] : []));
  }

  append(author: CustomerMessage["author"], text: string, more: Partial<CustomerMessage> = {}): CustomerMessage {
    const message: CustomerMessage = {
      number: this.events.length + 1,
      kind: "message",
      author,
      name: null,
      text,
      buttons: [],
      card: null,
      code: null,
      at: new Date().toISOString(),
      id: null,
      ...more,
    };
    this.events.push(message);
    for (const line of this.#lines) if (!this.weather.losesPublish()) line.deliver({ type: "event", event: message });
    return message;
  }

  tell(frame: ServerFrame): void {
    for (const line of this.#lines) line.deliver(frame);
  }

  ping(): void {
    this.tell({ type: "ping", head: this.events.length });
  }

  /** Cuts every line, as a restarted service does. */
  cut(code = 1012): void {
    for (const line of [...this.#lines]) line.cut(code);
  }

  joined(line: Line): void {
    this.#lines.add(line);
  }

  left(line: Line): void {
    this.#lines.delete(line);
  }

  take(line: Line, frame: ClientFrame): void {
    if (this.weather.dropsBefore()) {
      line.cut(1006);
      return;
    }
    this.received.push(frame);
    this.#answer(line, frame);
    if (this.weather.dropsAfter()) line.cut(1006);
  }

  #answer(line: Line, frame: ClientFrame): void {
    switch (frame.type) {
      case "hello":
        if (frame.identity !== null && this.identityRefused !== null) {
          line.deliver({ type: "error", code: this.identityRefused, message: "…" });
        } else {
          this.#welcome(line, frame);
        }
        return;
      case "message":
        this.#store(line, frame.id, frame.text);
        return;
      case "fetch":
        line.deliver({ type: "events", events: this.events.slice(frame.after), head: this.events.length });
        return;
      case "restart":
        this.conversation = `${this.conversation}+`;
        this.events = [];
        this.#welcome(line, { token: [...this.tokens][0] ?? null, after: 0 });
        return;
      default:
    }
  }

  #welcome(line: Line, { token, after }: { token: string | null; after: number }): void {
    if (token !== null && !this.tokens.has(token)) {
      line.cut(CLOSE_TOKEN_REFUSED);
      return;
    }
    const given = token ?? `token-${this.tokens.size + 1}`;
    this.tokens.add(given);
    line.deliver({
      type: "welcome",
      token: given,
      conversation: this.conversation,
      head: this.events.length,
      brand: BRAND,
      owner: this.state.owner,
      events: this.events.slice(after),
      state: this.state,
    });
  }

  #store(line: Line, id: string, text: string): void {
    const trouble = this.troubles.shift();
    if (trouble !== undefined) {
      if (trouble !== null) line.deliver({ type: "refused", id, code: trouble, message: "…" });
      return;
    }
    const stored = this.events.find((event) => event.kind === "message" && event.id === id);
    const { number } = stored ?? this.append("customer", text, { id });
    line.deliver({ type: "ack", id, number });
  }
}

class Line implements Socket {
  readyState: 0 | 1 | 3 = 0;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly #service: Service;
  /** Frames arrive in order, each a moment later. */
  #queue: Promise<void> = Promise.resolve();

  constructor(service: Service) {
    this.#service = service;
    this.#later(() => {
      if (!service.reachable) {
        this.cut(1006);
        return;
      }
      this.readyState = 1;
      service.joined(this);
      this.onopen?.call(this as unknown as WebSocket, new Event("open"));
    });
  }

  send(data: string): void {
    const frame = JSON.parse(data) as ClientFrame;
    this.#later(() => {
      if (this.readyState === 1) this.#service.take(this, frame);
    });
  }

  close(): void {
    this.readyState = 3;
    this.#service.left(this);
  }

  deliver(frame: ServerFrame): void {
    this.#later(() => {
      if (this.readyState !== 1) return;
      const message = new MessageEvent("message", { data: JSON.stringify(frame) });
      this.onmessage?.call(this as unknown as WebSocket, message);
    });
  }

  cut(code: number): void {
    if (this.readyState === 3) return;
    this.close();
    this.onclose?.call(this as unknown as WebSocket, Object.assign(new Event("close"), { code }) as CloseEvent);
  }

  #later(task: () => void): void {
    this.#queue = this.#queue.then(task);
  }
}
