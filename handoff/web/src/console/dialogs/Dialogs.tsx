import type { VNode } from "preact";
import { useConsole } from "../context";
import { CloseDialog } from "./CloseDialog";
import { EraseDialog } from "./EraseDialog";
import { HandBackDialog } from "./HandBackDialog";
import { KeysDialog } from "./KeysDialog";
import { TransferDialog } from "./TransferDialog";

/** The window that is open, if any. */
export function Dialogs(): VNode | null {
  const desk = useConsole();
  const row = desk.row.value;
  const dismiss = (): void => {
    desk.dialog.value = null;
  };
  switch (desk.dialog.value) {
    case "keys":
      return <KeysDialog onClose={dismiss} />;
    case "close":
      return <CloseDialog onClose={dismiss} />;
    case "transfer":
      return row === null ? null : <TransferDialog row={row} onClose={dismiss} />;
    case "handBack":
      return <HandBackDialog onClose={dismiss} />;
    case "erase":
      return <EraseDialog onClose={dismiss} />;
    case null:
      return null;
  }
}
