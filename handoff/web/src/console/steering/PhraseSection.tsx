import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Language } from "../../protocol/conversation";
import { useConsole } from "../context";
import { found, keyOf } from "../logic/phrases";
import { Icon } from "../ui/Icon";
import { Segments } from "../ui/Segments";
import { words } from "../words";
import { PhraseRow } from "./PhraseRow";

const AT_ONCE = 12;

const SCOPES = ["all", "changed"] as const;
type Scope = (typeof SCOPES)[number];

/** Everything that the bot says, found by its words, to be said otherwise. */
export function PhraseSection(): VNode {
  const { me, steering } = useConsole();
  const w = words.value.steering.phrases;
  const languages = me.brands.find(({ name }) => name === steering.brand.value)?.languages ?? [];
  const chosen = useSignal<Language | null>(null);
  const spoken = languages.find((language) => language === chosen.value) ?? languages[0] ?? "fr";
  const search = useSignal("");
  const scope = useSignal<Scope>("all");
  const most = useSignal(AT_ONCE);
  const all = found(steering.phrases.value, spoken, search.value, scope.value === "changed");
  return (
    <section class="page-section" aria-labelledby="phrases-title">
      <header>
        <div>
          <h2 id="phrases-title">{w.title}</h2>
          <p class="quiet-text">{w.hint}</p>
        </div>
      </header>
      <div class="phrase-filters">
        <label class="search">
          <Icon name="search" size={16} />
          <span class="visually-hidden">{w.search}</span>
          <input
            type="search"
            placeholder={w.search}
            value={search.value}
            onInput={(event) => {
              search.value = event.currentTarget.value;
              most.value = AT_ONCE;
            }}
          />
        </label>
        <Segments
          label={w.scope}
          options={SCOPES.map((value) => ({ value, text: w.scopes[value] }))}
          value={scope.value}
          onChange={(value) => {
            scope.value = value;
          }}
        />
        {languages.length > 1 && (
          <Segments
            label={words.value.menu.language}
            options={languages.map((value) => ({ value, text: words.value.conversation.language[value] }))}
            value={spoken}
            onChange={(value) => {
              chosen.value = value;
            }}
          />
        )}
        <p class="quiet-text" role="status">
          {w.count(all.length)}
        </p>
      </div>
      <ul class="steered">
        {all.slice(0, most.value).map((phrase) => (
          <li key={keyOf(phrase)}>
            <PhraseRow phrase={phrase} />
          </li>
        ))}
      </ul>
      {all.length > most.value && (
        <button
          type="button"
          class="button more-phrases"
          onClick={() => {
            most.value += 4 * AT_ONCE;
          }}
        >
          {w.more(all.length - most.value)}
        </button>
      )}
    </section>
  );
}
