import { signal } from "@preact/signals";
import { Api, Refused } from "../api";
import type { Me } from "../../protocol/console";
import { Console } from "./console";
import { chooseLanguage, languageChosen } from "./preferences";
import { explained } from "./refusal";

export type State =
  | { at: "starting" }
  | { at: "unreachable"; why: string }
  | { at: "login"; ended: boolean }
  | { at: "work"; console: Console };

/** Who is logged in here, from the cookie that only the service reads. */
export class Session {
  readonly state = signal<State>({ at: "starting" });
  private readonly api: Api;

  constructor(private readonly liveUrl: string) {
    this.api = new Api(globalThis.fetch.bind(globalThis), () => {
      this.end(true);
    });
  }

  /** Goes on with the session of the cookie, or asks to log in. */
  async resume(): Promise<void> {
    this.state.value = { at: "starting" };
    try {
      this.begin(await this.api.me());
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.state.value = { at: "login", ended: false };
      else this.state.value = { at: "unreachable", why: explained(error) };
    }
  }

  /** Rejects with what the service refused. */
  async login(login: string, password: string): Promise<void> {
    this.begin(await this.api.login(login, password));
  }

  async logout(): Promise<void> {
    try {
      await this.api.logout();
    } finally {
      this.end(false);
    }
  }

  private begin(me: Me): void {
    if (!languageChosen()) chooseLanguage(me.language);
    const desk = new Console(me, this.api, this.liveUrl, () => {
      this.end(true);
    });
    this.state.value = { at: "work", console: desk };
    desk.start();
  }

  private end(ended: boolean): void {
    const state = this.state.value;
    if (state.at === "work") state.console.stop();
    if (state.at !== "starting") this.state.value = { at: "login", ended: ended && state.at === "work" };
  }
}
