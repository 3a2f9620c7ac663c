import type { ReadonlySignal, Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Format } from "../../shared/format";
import type { Session } from "../session";
import type { Texts } from "../texts";

export interface Scene {
  session: Session;
  texts: Texts;
  format: Format;
  /** The words being written; a refused message comes back here to be mended. */
  draft: Signal<string>;
  /** Whether the panel is on the screen. */
  open: ReadonlySignal<boolean>;
  /** Puts the cursor where the customer writes. */
  focus: () => void;
}

const SceneContext = createContext<Scene | null>(null);

export const SceneProvider = SceneContext.Provider;

/** What all parts of one panel share. */
export function useScene(): Scene {
  const scene = useContext(SceneContext);
  if (!scene) throw new Error("This part belongs inside a panel.");
  return scene;
}
