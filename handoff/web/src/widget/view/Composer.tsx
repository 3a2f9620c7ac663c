import type { VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { isWebAddress } from "../../shared/links";
import { useScene } from "./context";
import { Icon } from "./icons";

/** Where the customer writes; a human is always one press away. */
export function Composer(): VNode {
  const { session, texts, draft, open } = useScene();
  const box = useRef<HTMLTextAreaElement>(null);
  const text = draft.value;
  useGrowing(box, text, open.value);

  const send = (): void => {
    session.say(draft.value);
    draft.value = "";
    box.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that ends an input method's composition is not the customer's "send".
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <div class="composer">
      {session.state.value?.owner === "closed" && <p class="over">{texts.overMeaning}</p>}
      <form
        class="write"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          value={text}
          placeholder={texts.write}
          aria-label={texts.writeLabel}
          enterkeyhint="send"
          disabled={session.line.value === "refused"}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
            if (draft.value.trim() !== "") session.typing();
          }}
          onKeyDown={onKeyDown}
        />
        <button
          class="send"
          type="submit"
          aria-label={texts.send}
          title={texts.send}
          disabled={text.trim() === ""}
          onMouseDown={(event) => {
            // The text area keeps the focus, and a phone its keyboard.
            event.preventDefault();
          }}
        >
          <Icon name="send" />
        </button>
      </form>
      <div class="foot">
        <HumanButton />
        <Privacy />
      </div>
    </div>
  );
}

function HumanButton(): VNode {
  const { session, texts, focus } = useScene();
  const asking = session.asking.value;
  return (
    <button
      class="human"
      type="button"
      hidden={session.human.value}
      aria-disabled={asking}
      onClick={() => {
        if (!asking) session.askHuman();
        // This button goes when a human comes, and the focus must not go with it.
        focus();
      }}
    >
      <Icon name="human" size={16} />
      {asking ? texts.askingHuman : texts.human}
    </button>
  );
}

function Privacy(): VNode | null {
  const { session, texts } = useScene();
  const address = session.brand.value?.privacy_url;
  if (!address || !isWebAddress(address)) return null;
  return (
    <a class="privacy" href={address} target="_blank" rel="noopener noreferrer">
      {texts.privacy}
      <span class="hearable"> {texts.newTab}</span>
    </a>
  );
}

/** The text area is as high as its text; the style sheet sets the limits. */
function useGrowing(box: { current: HTMLTextAreaElement | null }, text: string, shown: boolean): void {
  useLayoutEffect(() => {
    const area = box.current;
    if (!area || !shown) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [box, text, shown]);
}
