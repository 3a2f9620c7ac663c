import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Refused } from "./api";
import { chooseLanguage, language } from "./state/preferences";
import { explained } from "./state/refusal";
import type { Session } from "./state/session";
import { Icon, Mark } from "./ui/Icon";
import { Segments } from "./ui/Segments";
import { words } from "./words";

export function Login({ session, ended }: { session: Session; ended: boolean }): VNode {
  const w = words.value.login;
  const busy = useSignal(false);
  const visible = useSignal(false);
  const refusal = useSignal<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);

  async function submit(): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    refusal.value = null;
    try {
      await session.login(first.current?.value.trim() ?? "", password.current?.value ?? "");
    } catch (error) {
      refusal.value = whyNot(error);
      password.current?.select();
    } finally {
      busy.value = false;
    }
  }

  const secret = { ref: password, name: "password", autocomplete: "current-password", required: true };
  return (
    <main class="login">
      <form
        class="login-card"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Mark size={40} />
        <h1>{w.title}</h1>
        <p class="lead">{w.lead}</p>
        {ended && refusal.value === null && (
          <p class="callout" role="status">
            {w.ended}
          </p>
        )}
        <label class="field">
          <span>{w.name}</span>
          <input ref={first} name="login" autocomplete="username" autocapitalize="none" spellcheck={false} required />
        </label>
        <label class="field">
          <span>{w.password}</span>
          <span class="field-with-button">
            {visible.value ? (
              <input {...secret} type="text" spellcheck={false} />
            ) : (
              <input {...secret} type="password" />
            )}
            <button
              type="button"
              class="button quiet icon-only"
              aria-label={visible.value ? w.hide : w.show}
              aria-pressed={visible.value}
              onClick={() => {
                visible.value = !visible.value;
              }}
            >
              <Icon name="eye" />
            </button>
          </span>
        </label>
        {refusal.value !== null && (
          <p class="callout bad" role="alert">
            <Icon name="warning" />
            {refusal.value}
          </p>
        )}
        <button type="submit" class="button primary large" aria-disabled={busy.value}>
          {busy.value ? w.busy : w.submit}
        </button>
      </form>
      <Segments
        label={words.value.menu.language}
        options={[
          { value: "fr", text: "Français" },
          { value: "en", text: "English" },
        ]}
        value={language.value}
        onChange={chooseLanguage}
      />
    </main>
  );
}

function whyNot(error: unknown): string {
  const w = words.value.login;
  if (error instanceof Refused && error.status === 401) return w.wrong;
  if (error instanceof Refused && error.status === 429) return w.tooMany;
  return explained(error);
}
