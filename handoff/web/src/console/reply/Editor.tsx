import { useSignalEffect } from "@preact/signals";
import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Row } from "../../protocol/console";
import { useConsole } from "../context";
import { isSend } from "../logic/keys";
import { next, pieces } from "../logic/placeholders";
import type { OpenConversation } from "../state/conversation";
import { words } from "../words";

/**
 * The text field. A mirror of the text lies behind it: it draws the unfilled placeholders and gives
 * the field its height.
 */
export function Editor({ open, row }: { open: OpenConversation; row: Row }): VNode {
  const desk = useConsole();
  const w = words.value;
  const { composer } = open;
  const field = useRef<HTMLTextAreaElement>(null);
  const slot = composer.slot.value;
  const text = composer.draft.value.text;
  const noting = slot === "note";

  const selection = composer.selected.value;

  useSignalEffect(() => {
    if (desk.focus.value !== "reply") return;
    desk.focus.value = null;
    field.current?.focus();
  });
  useLayoutEffect(() => {
    if (selection === null || field.current === null) return;
    composer.selected.value = null;
    field.current.focus();
    field.current.setSelectionRange(selection.start, selection.end);
  }, [composer, selection]);

  return (
    <div class="editor">
      <div class="editor-mirror" aria-hidden="true">
        {noting
          ? text
          : pieces(text).map((piece, index) => (piece.gap ? <mark key={index}>{piece.text}</mark> : piece.text))}
        {"\u200b"}
      </div>
      <textarea
        ref={field}
        value={text}
        aria-label={noting ? w.reply.noteLabel : w.reply.label}
        placeholder={noting ? w.reply.notePlaceholder : w.reply.placeholder(row.customer.name)}
        spellcheck
        lang={noting ? undefined : row.language}
        onInput={(event) => {
          composer.write(event.currentTarget.value);
          if (!noting) desk.typed();
        }}
        onSelect={(event) => {
          if (noting) return;
          const { selectionStart: start, selectionEnd: end } = event.currentTarget;
          composer.caret = { start, end };
        }}
        onKeyDown={(event) => {
          if (press(event)) event.preventDefault();
        }}
      />
    </div>
  );

  /** Keys inside the field; true when the key is used up. */
  function press(event: KeyboardEvent): boolean {
    if (isSend(event)) {
      void desk.verbs.send();
      return true;
    }
    if (event.key === "Escape") {
      desk.focus.value = "timeline";
      return true;
    }
    return event.key === "Tab" && !noting && toPlaceholder(event.shiftKey);
  }

  function toPlaceholder(backwards: boolean): boolean {
    const element = field.current;
    if (element === null) return false;
    const selection = { start: element.selectionStart, end: element.selectionEnd };
    const gap = next(element.value, selection, backwards);
    if (gap === null) return false;
    element.setSelectionRange(gap.start, gap.end);
    return true;
  }
}
