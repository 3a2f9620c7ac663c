/**
 * `widget.js`, the one line on a brand's page. It draws a button and answers to `window.Relais`; the
 * panel behind it is fetched when it is first needed. Loading it twice does nothing more.
 */

import type { Language } from "../protocol/conversation";
import { languageOf } from "../shared/language";
import styles from "./launcher.css?inline";
import { forgetCustomer, Memory } from "./memory";
import { PANEL_READY, type Mount, type Panel } from "./stage";

declare global {
  /** The panel's file under the service's folder; put in by the build. */
  const RELAIS_PANEL: string;
  interface Window {
    Relais?: Relais;
  }
}

/** What a page may do with the widget. */
export interface Relais {
  open: () => void;
  close: () => void;
  toggle: () => void;
  /** Speaks another language than the page; null follows the page again. */
  language: (language: Language | null) => void;
  /** Says who is logged in, by the shop's signed token; null once they have logged out. */
  identify: (identity: string | null) => void;
  /** Calls back at each `open`, `close` or `message`; returns the way to stop. */
  on: (name: "open" | "close" | "message", listener: () => void) => () => void;
}

const TEXTS = {
  fr: { open: "Ouvrir la discussion", close: "Fermer la discussion", unread: "messages non lus : #", failed: "La discussion ne s’ouvre pas. Réessayer dans un instant." },
  en: { open: "Open chat", close: "Close chat", unread: "unread messages: #", failed: "Chat does not open. Try again in a moment." },
};

const ICONS = {
  talk: "M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.3 4.1c-.6.6-1.7.2-1.7-.7V16A2.5 2.5 0 0 1 4 13.5z",
  away: "M5.5 9l6.5 6.5L18.5 9",
};

class RelaisWidget extends HTMLElement {
  static readonly observedAttributes = ["language"];
  /** The folder that the script came from; it is the same for every widget of the page. */
  static base: URL;

  readonly #root = this.attachShadow({ mode: "open" });
  readonly #button = document.createElement("button");
  readonly #badge = document.createElement("span");
  readonly #trouble = document.createElement("p");
  #page: MutationObserver | undefined;
  #panel: Promise<Panel> | undefined;
  #shown: Panel | undefined;
  #identity: string | null = null;
  #unread = 0;
  #isOpen = false;

  constructor() {
    super();
    this.#button.type = "button";
    this.#button.className = "launcher";
    this.#button.append(icon("talk"), icon("away"), this.#badge);
    this.#badge.className = "unread";
    this.#badge.hidden = true;
    this.#trouble.className = "trouble";
    this.#trouble.setAttribute("role", "status");
    this.#root.append(this.#button, this.#trouble);
    this.#button.addEventListener("click", () => {
      this.toggle();
    });
    this.#button.addEventListener("pointerenter", () => {
      void this.#load().catch(() => undefined);
    });
  }

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [sheet(styles), ...this.#rememberedLook()];
    this.#page = new MutationObserver(() => {
      this.#speak();
    });
    this.#page.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    this.#speak();
    const [here, browser] = [this.#memory(() => sessionStorage), this.#memory(() => localStorage)];
    if (here.get("open") === "1") void this.#open(false);
    // Somebody's answer is awaited: be there when it comes.
    else if (browser.get("awaited") === "1") whenIdle(() => void this.#load().catch(() => undefined));
  }

  disconnectedCallback(): void {
    this.#page?.disconnect();
    this.#shown?.remove();
    this.#shown = this.#panel = undefined;
    this.#isOpen = false;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#speak();
  }

  open(): void {
    void this.#open(true);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#shown?.close();
    this.#drawButton();
    this.#button.focus();
    this.#memory(() => sessionStorage).set("open", null);
    this.#tell("close");
  }

  toggle(): void {
    if (this.#isOpen) this.close();
    else this.open();
  }

  identify(identity: string | null): void {
    this.#identity = identity;
    if (this.#shown) this.#shown.identify(identity);
    else if (identity === null) this.#forget();
  }

  /** They have logged out before the panel was there to be told. */
  #forget(): void {
    const memory = this.#memory(() => localStorage);
    if (memory.get("identified") !== null) forgetCustomer(memory);
  }

  async #open(focus: boolean): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#trouble.textContent = "";
    this.#drawButton();
    try {
      this.#opened(await this.#load(), focus);
    } catch {
      this.#isOpen = false;
      this.#trouble.textContent = TEXTS[this.#language()].failed;
      this.#drawButton();
    }
  }

  #opened(panel: Panel, focus: boolean): void {
    // Closed again while the script was on its way.
    if (!this.#isOpen) return;
    panel.open(focus);
    this.#memory(() => sessionStorage).set("open", "1");
    this.#tell("open");
  }

  /** The panel, fetched once; after a failure the next call tries again. */
  #load(): Promise<Panel> {
    this.#panel ??= fetchPanel(RelaisWidget.base).then(
      (mount) => {
        this.#shown = mount({
          root: this.#root,
          brand: this.#brand(),
          base: RelaisWidget.base,
          language: this.#language(),
          identity: this.#identity,
          close: () => {
            this.close();
          },
          unread: (count) => {
            this.#unread = count;
            this.#drawButton();
          },
          messages: () => {
            this.#tell("message");
          },
        });
        return this.#shown;
      },
      (error: unknown) => {
        this.#panel = undefined;
        throw error;
      },
    );
    return this.#panel;
  }

  #brand(): string {
    return this.getAttribute("brand") ?? "";
  }

  #language(): Language {
    const wished = [this.getAttribute("language"), document.documentElement.lang, navigator.language];
    return wished.map(languageOf).find((language) => language !== null) ?? "fr";
  }

  #speak(): void {
    this.#shown?.speak(this.#language());
    this.#drawButton();
  }

  #drawButton(): void {
    const texts = TEXTS[this.#language()];
    const unread = this.#unread > 0 ? ` (${texts.unread.replace("#", String(this.#unread))})` : "";
    this.#button.setAttribute("aria-label", this.#isOpen ? texts.close : texts.open + unread);
    this.#button.setAttribute("aria-expanded", String(this.#isOpen));
    this.#button.lang = this.#language();
    this.#badge.hidden = this.#unread === 0;
    this.#badge.textContent = this.#unread > 9 ? "9+" : String(this.#unread);
  }

  #memory(storage: () => Storage): Memory {
    return new Memory(this.#brand(), storage);
  }

  /** The brand's colours from an earlier visit, so that the button need not wait for the service. */
  #rememberedLook(): CSSStyleSheet[] {
    const look = /^(#[0-9a-f]{6}) (#[0-9a-f]{6})$/iu.exec(this.#memory(() => localStorage).get("look") ?? "");
    return look?.[1] && look[2] ? [sheet(`:host { --brand: ${look[1]}; --on-brand: ${look[2]}; }`)] : [];
  }

  #tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name));
  }
}

/** Fetches the panel as a classic script: a module of another origin would need that origin's leave. */
function fetchPanel(base: URL): Promise<Mount> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(RELAIS_PANEL, base).href;
    script.addEventListener(PANEL_READY, (event) => {
      resolve((event as CustomEvent<Mount>).detail);
    });
    script.addEventListener("error", () => {
      script.remove();
      reject(new Error("The panel's script could not be fetched."));
    });
    document.head.append(script);
  });
}

function icon(name: keyof typeof ICONS): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", name);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

function whenIdle(task: () => void): void {
  // Safari has no requestIdleCallback.
  if ("requestIdleCallback" in window) requestIdleCallback(task);
  else setTimeout(task, 1_000);
}

function whenBodyIs(task: () => void): void {
  if (document.body as HTMLElement | null) task();
  else addEventListener("DOMContentLoaded", task, { once: true });
}

function start(script: HTMLScriptElement): void {
  RelaisWidget.base = new URL(".", script.src);
  customElements.define("relais-widget", RelaisWidget);
  const widget = document.querySelector<RelaisWidget>("relais-widget") ?? new RelaisWidget();
  const { brand, language, identity } = script.dataset;
  if (brand) widget.setAttribute("brand", brand);
  if (language) widget.setAttribute("language", language);
  if (identity) widget.identify(identity);
  if (!widget.hasAttribute("brand")) {
    console.error('Relais: name the brand, as in <script async src="…/widget.js" data-brand="…"></script>');
    return;
  }
  window.Relais = {
    open: () => {
      widget.open();
    },
    close: () => {
      widget.close();
    },
    toggle: () => {
      widget.toggle();
    },
    language: (spoken) => {
      if (spoken === null) widget.removeAttribute("language");
      else widget.setAttribute("language", spoken);
    },
    identify: (identity) => {
      widget.identify(identity);
    },
    on: (name, listener) => {
      const called = (): void => {
        listener();
      };
      widget.addEventListener(name, called);
      return () => {
        widget.removeEventListener(name, called);
      };
    },
  };
  whenBodyIs(() => {
    if (!widget.isConnected) document.body.append(widget);
  });
}

const own = document.currentScript;
if (own instanceof HTMLScriptElement && !window.Relais && !customElements.get("relais-widget")) start(own);
