import {
  CLOSE_ORIGIN_REFUSED,
  CLOSE_TOKEN_REFUSED,
  CLOSE_TOO_MANY,
  type ClientFrame,
  type ServerFrame,
} from "../protocol/widget";
import { delayBefore } from "../shared/backoff";

/** The part of a browser's WebSocket that is used. */
export type Socket = Pick<
  WebSocket,
  "readyState" | "send" | "close" | "onopen" | "onmessage" | "onclose"
>;

export interface Listener {
  /** The socket is open: the time for `hello`. */
  opened: () => void;
  received: (frame: ServerFrame) => void;
  /** The connection is gone; another attempt follows unless `stop` is called. */
  lost: () => void;
  /** The token is worth nothing: the next attempt must go without it. */
  tokenRefused: () => void;
  /** This page may not use the brand: there is no further attempt. */
  originRefused: () => void;
}

/** The service pings every 15 s; after two that did not come, the line is dead, whatever it says. */
const SILENCE = 35_000;
const OPEN = 1;
/** Attempts to wait as if they had already failed, after the service asked for fewer. */
const TOO_MANY_ATTEMPTS = 6;

/** A WebSocket that comes back: with back-off and jitter, and noticing a line that died silently. */
export class Connection {
  readonly #open: () => Socket;
  readonly #listener: Listener;
  #socket: Socket | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #heard = 0;

  constructor(open: () => Socket, listener: Listener) {
    this.#open = open;
    this.#listener = listener;
  }

  start(): void {
    if (this.#socket) return;
    clearTimeout(this.#retry);
    const socket = this.#open();
    this.#socket = socket;
    this.#watchSilence();
    socket.onopen = () => {
      this.#listener.opened();
    };
    socket.onmessage = (message: MessageEvent<unknown>) => {
      this.#watchSilence();
      const frame = parse(message.data);
      if (frame) this.#listener.received(frame);
    };
    socket.onclose = (event) => {
      this.#closed(event.code);
    };
  }

  stop(): void {
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** Begins anew at once, for instance with another token. */
  restart(): void {
    this.stop();
    this.#attempt = 0;
    this.start();
  }

  /** The page woke up or the network came back: do not wait for timers that slept as well. */
  wake(): void {
    if (this.#socket && Date.now() - this.#heard < SILENCE) return;
    this.restart();
  }

  /** The service answered: the next loss begins with short waits again. */
  settled(): void {
    this.#attempt = 0;
  }

  /** Sends a frame; false where there is no open line. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #closed(code: number): void {
    this.#drop();
    if (code === CLOSE_ORIGIN_REFUSED) {
      this.#listener.originRefused();
      return;
    }
    if (code === CLOSE_TOKEN_REFUSED) this.#listener.tokenRefused();
    if (code === CLOSE_TOO_MANY) this.#attempt = Math.max(this.#attempt, TOO_MANY_ATTEMPTS);
    this.#listener.lost();
    this.#retry = setTimeout(() => {
      this.start();
    }, delayBefore(this.#attempt));
    this.#attempt += 1;
  }

  #drop(): void {
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #watchSilence(): void {
    this.#heard = Date.now();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      this.#closed(0);
    }, SILENCE);
  }
}

function parse(data: unknown): ServerFrame | null {
  if (typeof data !== "string") return null;
  try {
    const frame = JSON.parse(data) as { type?: unknown } | null;
    return typeof frame?.type === "string" ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
