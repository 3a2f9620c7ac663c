/** The panel: the heavy part, fetched by the launcher when it is first needed. */

import { batch, effect, signal } from "@preact/signals";
import { render } from "preact";
import { readableOn, isColour } from "../shared/colour";
import { Format } from "../shared/format";
import tokens from "../shared/tokens.css?inline";
import type { Colours } from "../protocol/conversation";
import { Memory } from "./memory";
import styles from "./panel.css?inline";
import { Session } from "./session";
import { PANEL_READY, type Mount, type Stage } from "./stage";
import { TEXTS } from "./texts";
import { SceneProvider } from "./view/context";
import { Panel } from "./view/Panel";

/** The surfaces of both themes in `tokens.css`, on which a brand's colour has to be readable. */
const SURFACES = { light: "#ffffff", dark: "#1b1a19" };

const mount: Mount = (stage) => {
  const memory = new Memory(stage.brand, () => localStorage);
  const page = new Memory(stage.brand, () => sessionStorage);
  const session = new Session({
    brand: stage.brand,
    language: stage.language,
    identity: stage.identity,
    memory,
    socket: () => new WebSocket(socketAddress(stage.base)),
    alone: oneTabAtATime(stage.brand),
  });
  const open = signal(false);
  const language = signal(stage.language);
  const draft = signal(page.get("draft") ?? "");
  const host = document.createElement("div");
  stage.root.append(host);
  stage.root.adoptedStyleSheets = [sheet(tokens), ...stage.root.adoptedStyleSheets, sheet(styles)];

  const focus = (): void => {
    // On a phone the text area would raise the keyboard over what there is to read.
    const target = matchMedia("(pointer: coarse)").matches ? ".panel" : "textarea";
    host.querySelector<HTMLElement>(target)?.focus();
  };
  // What is hidden cannot take the focus: it waits until the panel has been drawn.
  let focusWhenShown = false;
  const shown = (): void => {
    if (focusWhenShown) focus();
  };
  function App() {
    const scene = { session, texts: TEXTS[language.value], format: new Format(language.value), draft, open, focus };
    return (
      <div lang={language.value}>
        <SceneProvider value={scene}>
          <Panel close={stage.close} shown={shown} />
        </SceneProvider>
      </div>
    );
  }
  render(<App />, host);

  const ends = [
    memory.watch((key) => {
      session.remembered(key);
    }),
    effect(() => {
      page.set("draft", draft.value === "" ? null : draft.value);
    }),
    effect(() => {
      stage.unread(open.value ? 0 : session.unread.value);
    }),
    effect(() => {
      const colours = session.brand.value?.colours;
      if (colours) dress(stage.root, colours, memory);
    }),
    session.onEvents((fresh) => {
      if (fresh.some((event) => event.kind === "message" && event.author !== "customer")) stage.messages();
    }),
    followPage(session),
  ];
  session.start();

  return {
    open: (focused) => {
      focusWhenShown = focused;
      open.value = true;
    },
    close: () => {
      open.value = false;
    },
    speak: (spoken) => {
      batch(() => {
        language.value = spoken;
        session.speak(spoken);
      });
    },
    identify: (identity) => {
      session.identify(identity);
    },
    remove: () => {
      session.stop();
      for (const end of ends) end();
      render(null, host);
      host.remove();
    },
  };
};

/** Wakes the session when the page is seen again or the network is back; returns the way to stop. */
function followPage(session: Session): () => void {
  const over = new AbortController();
  const { signal } = over;
  const wake = (): void => {
    session.wake();
  };
  addEventListener("online", wake, { signal });
  addEventListener("pageshow", wake, { signal });
  addEventListener(
    "offline",
    () => {
      session.sleep();
    },
    { signal },
  );
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") wake();
    },
    { signal },
  );
  return () => {
    over.abort();
  };
}

function oneTabAtATime(brand: string): (task: () => Promise<void>) => void {
  return (task) => {
    // Locks exist on secure pages only; without them two first tabs may become two customers.
    if ("locks" in navigator) void navigator.locks.request(`relais:${brand}:hello`, task);
    else void task();
  };
}

function socketAddress(base: URL): URL {
  const address = new URL("ws/widget", base);
  address.protocol = base.protocol === "http:" ? "ws:" : "wss:";
  return address;
}

const dressed = new WeakMap<ShadowRoot, CSSStyleSheet>();

/** Puts the brand's colours on, and remembers them for the launcher of the next page. */
function dress(root: Stage["root"], colours: Colours, memory: Memory): void {
  const { primary, on_primary: onPrimary } = colours;
  if (!isColour(primary) || !isColour(onPrimary)) return;
  const own = dressed.get(root) ?? new CSSStyleSheet();
  own.replaceSync(`
    :host { --brand: ${primary}; --on-brand: ${onPrimary}; --brand-ink: ${readableOn(SURFACES.light, primary)}; }
    @media (prefers-color-scheme: dark) { :host { --brand-ink: ${readableOn(SURFACES.dark, primary)}; } }
  `);
  if (!dressed.has(root)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, own];
  dressed.set(root, own);
  memory.set("look", `${primary} ${onPrimary}`);
}

function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

document.currentScript?.dispatchEvent(new CustomEvent(PANEL_READY, { detail: mount }));
