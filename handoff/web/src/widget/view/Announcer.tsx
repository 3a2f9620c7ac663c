import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useScene } from "./context";

/** Reads new messages of the other side out to a screen reader, each once. */
export function Announcer(): VNode {
  const { session, texts } = useScene();
  const said = useSignal("");
  useEffect(
    () =>
      session.onEvents((fresh) => {
        const words = fresh.flatMap((event) =>
          event.kind === "message" && event.author !== "customer"
            ? [`${event.name ?? (event.author === "bot" ? texts.bot : texts.service)} : ${event.text}`]
            : [],
        );
        if (words.length > 0) said.value = words.join("\n");
      }),
    [session, texts, said],
  );
  return (
    <div class="hearable" role="log" aria-live="polite">
      {said.value}
    </div>
  );
}
