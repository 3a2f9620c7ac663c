import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Console } from "./state/console";

export const ConsoleContext = createContext<Console | null>(null);

/** The console of the CM who is logged in; only used below the workspace, where there is one. */
export function useConsole(): Console {
  const desk = useContext(ConsoleContext);
  if (desk === null) throw new Error("useConsole outside the workspace");
  return desk;
}
