/** Small marks that appear in many places: whose brand, which language, how urgent. */

import type { VNode } from "preact";
import type { Language, Urgency } from "../../protocol/conversation";
import { useConsole } from "../context";
import { words } from "../words";

export function BrandMark({ name }: { name: string }): VNode {
  const brand = useConsole().me.brands.find((known) => known.name === name);
  return (
    <span class="brand-mark">
      <i style={{ background: brand?.colours.primary ?? "var(--ink-3)" }} aria-hidden="true" />
      {brand?.display_name ?? name}
    </span>
  );
}

export function LanguageMark({ language, warn = false }: { language: Language; warn?: boolean }): VNode {
  const w = words.value;
  const title = warn ? w.suggestions.otherLanguage : w.conversation.language[language];
  return (
    <span class={warn ? "tag warn" : "tag"} title={title}>
      {language.toUpperCase()}
    </span>
  );
}

export function UrgencyMark({ urgency }: { urgency: Urgency }): VNode | null {
  if (urgency === "normal") return null;
  return <span class={`tag ${urgency === "critical" ? "bad" : "warn"}`}>{words.value.urgencies[urgency]}</span>;
}

/** The letters of a name in a circle. */
export function Avatar({ name }: { name: string }): VNode {
  const letters = name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join("")
    .toUpperCase();
  return (
    <span class="avatar" aria-hidden="true">
      {letters}
    </span>
  );
}
