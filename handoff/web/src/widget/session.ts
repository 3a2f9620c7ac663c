import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Button, Language } from "../protocol/conversation";
import {
  MAX_TEXT,
  type ClientFrame,
  type CustomerEvent,
  type ServerFrame,
  type State,
  type Welcome,
  type WidgetBrand,
} from "../protocol/widget";
import { Connection, type Socket } from "./connection";
import { Log } from "./log";
import { forgetCustomer, type Memory } from "./memory";
import { Outbox, type Outgoing } from "./outbox";
import { uuid } from "./uuid";

/** `lost` is seen by the customer; `refused` is for the page's owner: no brand, or another origin. */
export type Line = "connecting" | "online" | "lost" | "refused";

export interface Typist {
  who: "bot" | "cm";
  name: string | null;
}

/** An outgoing message; `stored` once the service said so. */
export interface Pending extends Outgoing {
  stored: boolean;
}

export interface Options {
  brand: string;
  language: Language;
  /** The shop's signed word on who is logged in, where the page has one. */
  identity: string | null;
  memory: Memory;
  socket: () => Socket;
  /** Runs a task while no other tab of this browser does. */
  alone: (task: () => Promise<void>) => void;
}

const TYPING_EVERY = 3_000;
/** How long a typing bubble stays without news: a turn of the bot takes at most 10 s. */
const TYPING_SHOWN = { bot: 12_000, cm: 6_000 };
/** A message without acknowledgement is sent again at the next ping after this. */
const ACKNOWLEDGED_WITHIN = 10_000;

/**
 * The customer's side of a conversation: what was said, what is on its way, and who answers. It
 * holds no markup; every change shows in its signals.
 */
export class Session {
  readonly line = signal<Line>("connecting");
  readonly brand = signal<WidgetBrand | null>(null);
  readonly state = signal<State | null>(null);
  readonly typist = signal<Typist | null>(null);
  /** The code of the last error that belongs to no message. */
  readonly notice = signal<string | null>(null);
  /** The number of the last event that the customer has had before their eyes. */
  readonly seen = signal(0);
  /** A human was asked for, and the service has not yet said that one comes. */
  readonly asking = signal(false);

  readonly #events = signal<readonly CustomerEvent[]>([]);
  readonly #pending = signal<readonly Pending[]>([]);
  readonly #options: Options;
  readonly #log = new Log();
  readonly #outbox: Outbox;
  readonly #connection: Connection;
  readonly #stored = new Map<string, Pending>();
  #conversation: string | null = null;
  #token: string | null = null;
  #head = 0;
  #sentTyping = 0;
  #typistGone: ReturnType<typeof setTimeout> | undefined;
  #release: () => void = () => undefined;
  #fetching = false;
  #listeners = new Set<(fresh: readonly CustomerEvent[]) => void>();

  constructor(options: Options) {
    this.#options = options;
    this.#outbox = new Outbox(options.memory);
    this.#connection = new Connection(options.socket, {
      opened: () => {
        this.#hello();
      },
      received: (frame) => {
        batch(() => {
          this.#received(frame);
        });
      },
      lost: () => {
        this.#lost();
      },
      tokenRefused: () => {
        options.memory.set("token", null);
        this.#forget();
      },
      originRefused: () => {
        this.line.value = "refused";
        this.#release();
      },
    });
    this.#showPending();
  }

  /** The conversation's events so far, in order and without gaps. */
  get events(): ReadonlySignal<readonly CustomerEvent[]> {
    return this.#events;
  }

  /** What was sent and is not yet among the events, in order. */
  get pending(): ReadonlySignal<readonly Pending[]> {
    return this.#pending;
  }

  /** Whether a human has the conversation or is on the way. */
  readonly human: ReadonlySignal<boolean> = computed(() => {
    const owner = this.state.value?.owner;
    return owner === "waiting" || owner === "cm";
  });

  /** How many messages of the other side the customer has not seen. */
  readonly unread: ReadonlySignal<number> = computed(
    () =>
      this.#events.value.filter(
        (event) => event.kind === "message" && event.author !== "customer" && event.number > this.seen.value,
      ).length,
  );

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    this.#connection.stop();
    clearTimeout(this.#typistGone);
    this.#release();
  }

  /** The language to be answered in, from the next connection on. */
  speak(language: Language): void {
    this.#options.language = language;
  }

  /**
   * Whom the shop says is there, from now on; null: they have logged out, and this browser forgets
   * them with their conversation.
   */
  identify(identity: string | null): void {
    const known = this.#options.memory.get("identified") !== null;
    if (identity === this.#options.identity && (identity !== null || !known)) return;
    this.#options.identity = identity;
    if (identity === null) {
      forgetCustomer(this.#options.memory);
      this.#outbox.reload();
      this.#forget();
    }
    this.#connection.restart();
  }

  /** The page is seen again or the network is back. */
  wake(): void {
    if (this.line.value === "lost") this.#connection.restart();
    else if (this.line.value !== "refused") this.#connection.wake();
  }

  /** The browser says that there is no network. */
  sleep(): void {
    if (this.line.value === "online") this.line.value = "lost";
  }

  /** Calls back with events that are new, after a conversation's first page; returns the way to stop. */
  onEvents(listener: (fresh: readonly CustomerEvent[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another tab changed what this browser remembers. */
  remembered(key: string): void {
    if (key.startsWith("out:")) {
      this.#outbox.reload();
      this.#showPending();
      return;
    }
    if (key === "seen") {
      this.seen.value = this.#rememberedSeen();
      return;
    }
    const other = this.#options.memory.get(key);
    const changed =
      (key === "token" && other !== null && other !== this.#token) ||
      (key === "conversation" && other !== null && other !== this.#conversation);
    if (changed && this.#token !== null) this.#connection.restart();
  }

  /** The customer has everything before their eyes. */
  see(): void {
    if (this.#log.last <= this.seen.value) return;
    this.seen.value = this.#log.last;
    this.#options.memory.set("seen", String(this.#log.last));
  }

  say(text: string): void {
    const said = text.trim();
    if (said !== "") this.#send({ text: said, button: null });
  }

  press(button: Button): void {
    this.#send({ text: button.title, button: button.id });
  }

  /** Takes a refused message back; returns its text, to be mended. */
  withdraw(id: string): string {
    const text = this.#outbox.take(id)?.text ?? "";
    this.#showPending();
    return text;
  }

  askHuman(): void {
    this.asking.value = true;
    this.#connection.send({ type: "human" });
  }

  preferBot(): void {
    this.#connection.send({ type: "bot" });
  }

  restart(): void {
    for (const { id, refused } of this.#outbox.all) if (refused !== null) this.#outbox.take(id);
    this.#connection.send({ type: "restart" });
  }

  /** The customer is writing; told to the service every few seconds at most. */
  typing(): void {
    const now = Date.now();
    if (now - this.#sentTyping < TYPING_EVERY) return;
    if (this.#connection.send({ type: "typing" })) this.#sentTyping = now;
  }

  #hello(): void {
    const hello = (): void => {
      this.#token = this.#options.memory.get("token");
      this.#connection.send({
        type: "hello",
        brand: this.#options.brand,
        language: this.#options.language,
        token: this.#token,
        after: this.#log.last,
        identity: this.#options.identity,
      });
    };
    if (this.#options.memory.get("token") !== null) {
      hello();
      return;
    }
    // Two tabs that open at once would become two customers: the second waits for the first's token.
    this.#options.alone(
      () =>
        new Promise((release) => {
          this.#release = release;
          hello();
        }),
    );
  }

  #received(frame: ServerFrame): void {
    switch (frame.type) {
      case "welcome":
        this.#welcomed(frame);
        return;
      case "event":
        this.#head = Math.max(this.#head, frame.event.number);
        this.#take([frame.event]);
        this.#catchUp();
        return;
      case "events":
        this.#fetching = false;
        this.#head = Math.max(this.#head, frame.head);
        // An answer without progress would be asked for again for ever: the next ping decides.
        if (this.#take(frame.events)) this.#catchUp();
        return;
      case "ack":
        this.#acknowledged(frame.id);
        return;
      case "refused":
        this.#refused(frame.id, frame.code);
        return;
      case "ping":
        this.#pinged(frame.head);
        return;
      default:
        this.#told(frame);
    }
  }

  #told(frame: Extract<ServerFrame, { type: "state" | "typing" | "error" }>): void {
    switch (frame.type) {
      case "state":
        this.#stateChanged(frame);
        return;
      case "typing":
        this.#showTypist({ who: frame.who, name: frame.name });
        return;
      case "error":
        this.#failed(frame.code, frame.message);
    }
  }

  #refused(id: string, code: string): void {
    // Too fast is no fault of the message: it stays, and goes out again at a ping.
    if (code === "too_many") return;
    this.#outbox.refuse(id, code);
    this.#showPending();
  }

  #failed(code: string, message: string): void {
    if (code.startsWith("identity_")) {
      this.#stayUnknown(message);
      return;
    }
    if (code === "unknown_brand") {
      this.#connection.stop();
      this.line.value = "refused";
    }
    this.asking.value = false;
    if (this.line.value === "online") this.notice.value = code;
  }

  /** The service does not take the shop's word: the page's owner learns why, the visitor goes on. */
  #stayUnknown(message: string): void {
    console.error(`Relais: ${message}`);
    this.#options.identity = null;
    this.#release();
    this.#hello();
  }

  #welcomed(welcome: Welcome): void {
    if (this.#conversation !== null && this.#conversation !== welcome.conversation) this.#forget();
    const first = this.#conversation === null;
    const known = this.#options.memory.get("conversation") === welcome.conversation;
    if (!known) this.#options.memory.set("seen", null);
    this.seen.value = this.#rememberedSeen();
    this.#conversation = welcome.conversation;
    this.#token = welcome.token;
    this.#options.memory.set("token", welcome.token);
    this.#options.memory.set("conversation", welcome.conversation);
    if (this.#options.identity !== null) this.#options.memory.set("identified", "1");
    this.#release();
    this.#connection.settled();
    this.brand.value = welcome.brand;
    this.line.value = "online";
    this.notice.value = null;
    this.#head = welcome.head;
    this.#stateChanged(welcome.state);
    this.#fetching = false;
    this.#take(welcome.events, first);
    this.#catchUp();
    this.#sendUnsent(() => true);
    if (this.asking.value) this.#connection.send({ type: "human" });
  }

  /** Applies events; says whether any was new. */
  #take(events: readonly CustomerEvent[], quietly = false): boolean {
    const fresh = this.#log.applyAll(events);
    if (fresh.length > 0) this.#show(fresh, quietly);
    return fresh.length > 0;
  }

  /** Asks for what is missing, unless the answer to the same question is on its way. */
  #catchUp(): void {
    if (this.#log.last >= this.#head || this.#fetching) return;
    this.#fetching = this.#connection.send({ type: "fetch", after: this.#log.last });
  }

  #show(fresh: readonly CustomerEvent[], quietly: boolean): void {
    for (const event of fresh) {
      if (event.kind !== "message") continue;
      if (event.id !== null) this.#delivered(event.id);
      if (event.author === this.typist.value?.who) this.#showTypist(null);
    }
    this.#events.value = this.#log.events;
    this.#showPending();
    if (!quietly) for (const listener of this.#listeners) listener(fresh);
  }

  #acknowledged(id: string): void {
    const outgoing = this.#outbox.take(id);
    const shown = this.#log.events.some((event) => event.kind === "message" && event.id === id);
    if (outgoing && !shown) this.#stored.set(id, { ...outgoing, stored: true });
    this.#showPending();
  }

  #delivered(id: string): void {
    this.#outbox.take(id);
    this.#stored.delete(id);
  }

  #pinged(head: number): void {
    this.#connection.send({ type: "pong" });
    this.#head = Math.max(this.#head, head);
    this.#fetching = false;
    this.#catchUp();
    // A ping that comes although the browser said "offline": the browser was wrong.
    const late = this.line.value === "lost" ? Infinity : Date.now() - ACKNOWLEDGED_WITHIN;
    this.line.value = "online";
    this.#sendUnsent((outgoing) => Date.parse(outgoing.at) < late);
  }

  #stateChanged(state: State): void {
    this.state.value = {
      owner: state.owner,
      cm: state.cm,
      place: state.place,
      estimate: state.estimate,
      open: state.open,
      opens_at: state.opens_at,
    };
    if (state.owner !== "bot") this.asking.value = false;
    // A later page needs to know whether somebody's answer is awaited; see the launcher.
    this.#options.memory.set("awaited", this.human.value ? "1" : null);
  }

  #showTypist(typist: Typist | null): void {
    clearTimeout(this.#typistGone);
    this.typist.value = typist;
    if (!typist) return;
    this.#typistGone = setTimeout(() => {
      this.typist.value = null;
    }, TYPING_SHOWN[typist.who]);
  }

  #send({ text, button }: { text: string; button: string | null }): void {
    const outgoing = { id: uuid(), text, button, at: new Date().toISOString(), refused: null };
    this.#outbox.add(outgoing);
    this.notice.value = null;
    this.#sentTyping = 0;
    // A frame past the service's limit would be refused without its id: it is not sent at all.
    if (Array.from(text).length > MAX_TEXT) this.#outbox.refuse(outgoing.id, "message_too_long");
    this.#showPending();
    if (this.line.value === "online") this.#sendUnsent(({ id }) => id === outgoing.id);
  }

  #sendUnsent(due: (outgoing: Outgoing) => boolean): void {
    for (const outgoing of this.#outbox.unsent) if (due(outgoing)) this.#connection.send(frameOf(outgoing));
  }

  #showPending(): void {
    const unsent = this.#outbox.all.map((outgoing) => ({ ...outgoing, stored: false }));
    this.#pending.value = [...this.#stored.values(), ...unsent];
  }

  #lost(): void {
    this.#release();
    this.#showTypist(null);
    this.line.value = "lost";
  }

  #rememberedSeen(): number {
    return Number(this.#options.memory.get("seen") ?? 0);
  }

  #forget(): void {
    this.#log.clear();
    this.#stored.clear();
    this.#conversation = null;
    this.#head = 0;
    this.#events.value = [];
    this.#showTypist(null);
    this.#showPending();
  }
}

function frameOf(outgoing: Outgoing): ClientFrame {
  return outgoing.button === null
    ? { type: "message", id: outgoing.id, text: outgoing.text }
    : { type: "button", id: outgoing.id, button: outgoing.button };
}
