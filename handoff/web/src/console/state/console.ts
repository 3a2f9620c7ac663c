import { computed, effect, signal, untracked } from "@preact/signals";
import type { Colleague, Detail, LiveServerFrame, Me, Report, Row } from "../../protocol/console";
import type { Api } from "../api";
import { Live } from "../live";
import { Drafts } from "../logic/drafts";
import { neighbour, title } from "../logic/inbox";
import { head } from "../logic/log";
import { hadCm } from "../logic/timeline";
import { href, parse, type Route, type View } from "../logic/route";
import { CaseList } from "./cases";
import { OpenConversation } from "./conversation";
import { Inbox } from "./inbox";
import { Notices } from "./notices";
import { ResolutionList } from "./resolutions";
import { Steering } from "./steering";
import { Verbs } from "./verbs";

export type Dialog = "close" | "transfer" | "handBack" | "erase" | "keys" | null;

/** What should have the focus next: the component that owns it takes it and clears the wish. */
export type Focus = "reply" | "timeline" | null;

type Receivers = {
  [Type in LiveServerFrame["type"]]: (frame: Extract<LiveServerFrame, { type: Type }>) => void;
};

const TYPING_EVERY_MS = 3000;

/** Everything a logged-in CM works with. Lives from login to logout. */
export class Console {
  readonly route = signal<Route>(parse(location.hash));
  readonly inbox: Inbox;
  readonly open = signal<OpenConversation | null>(null);
  readonly cases: CaseList;
  readonly resolutions: ResolutionList;
  readonly steering: Steering;
  readonly verbs: Verbs;
  readonly notices = new Notices();
  readonly live: Live;
  readonly dialog = signal<Dialog>(null);
  readonly focus = signal<Focus>(null);
  readonly presence = signal<"online" | "away">("online");
  readonly panelShown = signal(matchMedia("(min-width: 68.75em)").matches);
  /** The bot's part folded or unfolded by hand; null follows the owner. */
  readonly botPartShown = signal<boolean | null>(null);

  readonly row = computed(() => this.open.value?.row.value ?? null);
  readonly mine = computed(() => this.row.value?.owner === "cm" && this.row.value.cm?.id === this.me.id);
  /** The bot's part is read in full until a human has the conversation, and again once the bot has it back. */
  readonly foldable = computed(() => {
    const owner = this.row.value?.owner;
    return owner === "cm" || (owner === "closed" && hadCm(this.open.value?.log.value ?? []));
  });
  readonly historyShown = computed(() => this.botPartShown.value ?? !this.foldable.value);

  private readonly drafts: Drafts;
  private readonly disposals: (() => void)[] = [];
  private typedAt = 0;

  private readonly receivers: Receivers = {
    hello: () => undefined,
    row: ({ row }) => {
      this.take(row);
    },
    counts: ({ counts }) => {
      this.inbox.counts.value = counts;
    },
    event: ({ conversation, event }) => {
      this.opened(conversation)?.receiveEvents([event]);
    },
    typing: ({ conversation, who, name }) => {
      if (who !== "cm" || name !== this.me.name) this.opened(conversation)?.receiveTyping({ who, name });
    },
    ping: ({ heads }) => {
      for (const [id, newest] of Object.entries(heads)) this.opened(id)?.reconcile(newest);
    },
    error: ({ message }) => {
      this.notices.say("bad", message);
    },
  };

  constructor(
    readonly me: Me,
    private readonly api: Api,
    liveUrl: string,
    onSessionEnded: () => void,
  ) {
    this.inbox = new Inbox(api, me.id);
    this.cases = new CaseList(api);
    this.resolutions = new ResolutionList(api, me, (text) => {
      this.notices.say("good", text);
    });
    this.steering = new Steering(api, me.brands[0]?.name ?? "");
    this.verbs = new Verbs(this, api);
    this.drafts = new Drafts(localStorage, me.id);
    this.live = new Live(liveUrl, {
      onOpen: () => {
        this.catchUp();
      },
      onFrame: (frame) => {
        // A newer service may send frames that this page does not know yet.
        const receive = this.receivers[frame.type] as ((frame: LiveServerFrame) => void) | undefined;
        receive?.(frame);
      },
      onRefused: onSessionEnded,
    });
  }

  start(): void {
    const onHash = (): void => {
      this.route.value = parse(location.hash);
    };
    addEventListener("hashchange", onHash);
    this.disposals.push(
      () => {
        removeEventListener("hashchange", onHash);
      },
      effect(() => {
        const route = this.route.value;
        untracked(() => {
          if (route.page === "inbox") this.follow(route.view, route.conversation);
          if (route.page === "resolutions") void this.resolutions.show(route.resolution);
        });
      }),
      effect(() => {
        document.title = title(this.inbox.counts.value);
      }),
    );
    this.live.start();
  }

  stop(): void {
    this.live.stop();
    for (const dispose of this.disposals) dispose();
    document.title = "Relais";
  }

  go(route: Route): void {
    location.hash = href(route);
  }

  /** Opens the row before or after the one that is open. */
  step(by: 1 | -1): void {
    const to = neighbour(this.inbox.shown.value, this.open.value?.id ?? null, by);
    if (to !== null) this.go({ page: "inbox", view: this.inbox.view.value, conversation: to.id });
  }

  /** Opens a conversation that an answer brought with everything in it, as one's own. */
  adopt(detail: Detail): void {
    this.inbox.receive(detail.row);
    const open = new OpenConversation(detail.row.id, this.api, this.drafts);
    open.receive(detail);
    this.botPartShown.value = null;
    this.open.value = open;
    this.watch(open);
    this.focus.value = "reply";
    this.go({ page: "inbox", view: "mine", conversation: detail.row.id });
  }

  /** Reads the open conversation anew, from its first event: what was shown is no longer true. */
  reopen(): void {
    const open = this.open.value;
    if (open === null) return;
    const fresh = new OpenConversation(open.id, this.api, this.drafts);
    this.open.value = fresh;
    void this.readAndWatch(fresh);
    void this.inbox.read();
  }

  /** Takes in a conversation's row, wherever it came from. */
  take(row: Row): void {
    this.inbox.receive(row);
    const open = this.opened(row.id);
    open?.receiveRow(row);
    open?.reconcile(row.head);
  }

  /** Tells the customer's side that somebody is writing, at most every three seconds. */
  typed(): void {
    const open = this.open.value;
    if (open === null || !this.mine.value || Date.now() - this.typedAt < TYPING_EVERY_MS) return;
    this.typedAt = Date.now();
    this.live.send({ type: "typing", conversation: open.id });
  }

  setPresence(status: "online" | "away"): void {
    this.presence.value = status;
    this.live.send({ type: "presence", status });
  }

  /** The colleagues of a brand; rejects with what the service refused. */
  colleagues(brand: string): Promise<Colleague[]> {
    return this.api.colleagues(brand);
  }

  /** Rejects with what the service refused. */
  readReport(first: string, last: string, brand: string | null): Promise<Report> {
    return this.api.report(first, last, brand);
  }

  private opened(id: string): OpenConversation | null {
    const open = this.open.value;
    return open?.id === id ? open : null;
  }

  private follow(view: View, id: string | null): void {
    this.inbox.show(view);
    if (id === (this.open.value?.id ?? null)) return;
    this.botPartShown.value = null;
    if (id === null) {
      this.open.value = null;
      this.live.send({ type: "unwatch" });
      return;
    }
    const open = new OpenConversation(id, this.api, this.drafts);
    this.open.value = open;
    void this.readAndWatch(open);
  }

  private async readAndWatch(open: OpenConversation): Promise<void> {
    await open.read();
    this.watch(open);
  }

  private watch(open: OpenConversation): void {
    if (this.open.value !== open || open.detail.value === null) return;
    this.live.send({ type: "watch", conversation: open.id, after: head(open.log.value) });
  }

  /** After every connection: reads again what may have been missed. */
  private catchUp(): void {
    if (this.presence.value === "away") this.live.send({ type: "presence", status: "away" });
    void this.inbox.read();
    const open = this.open.value;
    if (open === null) return;
    if (open.detail.value === null) void this.readAndWatch(open);
    else this.watch(open);
  }
}
