import { signal } from "@preact/signals";
import type { LiveClientFrame, LiveServerFrame } from "../protocol/console";

export type Link = "connecting" | "open" | "lost";

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * The pause before the n-th attempt to reconnect (n from 0), in milliseconds: doubling to 10 s, with
 * up to half of it random so that a restarted service is not met by everybody at once.
 */
export function pause(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt);
  return full / 2 + (full / 2) * random();
}

/** The server pings every 15 s: a line silent for this long is dead, whatever the browser believes. */
const SILENCE_MS = 40_000;

/**
 * The live connection. It reconnects by itself; `onOpen` runs after every connection, so that what
 * was missed meanwhile can be read again.
 */
export class Live {
  readonly link = signal<Link>("connecting");
  private socket: WebSocket | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private stopped = true;

  constructor(
    private readonly url: string,
    private readonly handlers: {
      onOpen: () => void;
      onFrame: (frame: LiveServerFrame) => void;
      onRefused: () => void;
    },
  ) {}

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.connect();
    globalThis.addEventListener("online", this.hurry);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    globalThis.removeEventListener("online", this.hurry);
    this.socket?.close();
    this.socket = null;
    this.link.value = "connecting";
  }

  /** Sends a frame if the line is open; frames are hints and never worth keeping. */
  send(frame: LiveClientFrame): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  /** Tries again now instead of at the end of the pause. */
  readonly hurry = (): void => {
    if (this.stopped || this.link.value === "open") return;
    clearTimeout(this.timer);
    this.socket?.close();
    this.attempt = 0;
    this.connect();
  };

  private connect(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.attempt = 0;
      this.link.value = "open";
      this.listen();
      this.handlers.onOpen();
    };
    socket.onmessage = (message: MessageEvent<string>) => {
      this.listen();
      this.receive(message.data);
    };
    socket.onclose = (event) => {
      if (this.socket === socket) this.lost(event.code);
    };
  }

  private receive(data: string): void {
    const frame = JSON.parse(data) as LiveServerFrame;
    if (frame.type === "ping") this.send({ type: "pong" });
    this.handlers.onFrame(frame);
  }

  private lost(code: number): void {
    clearTimeout(this.silence);
    this.socket = null;
    if (this.stopped) return;
    this.link.value = "lost";
    if (code === SESSION_ENDED) {
      this.handlers.onRefused();
      return;
    }
    this.timer = setTimeout(() => {
      this.connect();
    }, pause(this.attempt++, Math.random));
  }

  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      const socket = this.socket;
      this.lost(0);
      socket?.close();
    }, SILENCE_MS);
  }
}

const SESSION_ENDED = 4401;
