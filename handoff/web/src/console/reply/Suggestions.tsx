import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RejectionReason, Row, Suggestion } from "../../protocol/console";
import { useConsole } from "../context";
import { date, percent } from "../logic/dates";
import { withoutGreeting } from "../logic/voice";
import type { OpenConversation } from "../state/conversation";
import { language } from "../state/preferences";
import { Gap, Gaps } from "../ui/Gaps";
import { Icon } from "../ui/Icon";
import { Key } from "../ui/Key";
import { LanguageMark } from "../ui/marks";
import { Refusal } from "../ui/Refusal";
import { format, words } from "../words";

/** Replies that colleagues gave in cases like this one, each inserted by its key. */
export function Suggestions({ open, row }: { open: OpenConversation; row: Row }): VNode {
  const desk = useConsole();
  const w = words.value.suggestions;
  const suggested = open.suggestions.suggested.value;
  const writing = open.composer.draft.value.text !== "";
  return (
    <section class={writing ? "suggestions slim" : "suggestions"} aria-label={w.title}>
      <h3>
        <Icon name="spark" size={15} />
        {w.title}
        {suggested.state === "loading" && <span class="quiet-text">{w.loading}</span>}
        {suggested.state === "withheld" && <span class="quiet-text">{w.withheld}</span>}
        {suggested.state === "failed" && <span class="quiet-text">{w.failed}</span>}
        {suggested.state === "ready" && suggested.list.length === 0 && <span class="quiet-text">{w.abstained}</span>}
      </h3>
      {suggested.state === "ready" && suggested.list.length > 0 && (
        <ol>
          {suggested.list.map((suggestion, index) => (
            <SuggestionItem
              key={suggestion.resolution_id}
              open={open}
              suggestion={suggestion}
              digit={index + 1}
              row={row}
              onInsert={
                desk.mine.value
                  ? () => {
                      open.insert(suggestion);
                    }
                  : null
              }
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function SuggestionItem(props: {
  open: OpenConversation;
  suggestion: Suggestion;
  digit: number;
  row: Row;
  onInsert: (() => void) | null;
}): VNode {
  const { open, suggestion, digit, row, onInsert } = props;
  const w = words.value.suggestions;
  const sourceShown = useSignal(false);
  const keys = `Ctrl+${digit}`;
  const keysSaid = w.rejectKeys(digit);
  const rejecting = open.suggestions.rejecting.value === suggestion.resolution_id;
  const { source } = suggestion;
  return (
    <li class="suggestion">
      <div class="suggestion-line">
        <button
          type="button"
          class="suggestion-text"
          title={w.insert(keys)}
          disabled={onInsert === null}
          onClick={() => onInsert?.()}
        >
          <Key keys={keys} />
          <span class="suggestion-reply">
            <Gaps text={withoutGreeting(suggestion.reply)} />
          </span>
        </button>
        <span class="suggestion-facts">
          <Confidence value={suggestion.confidence} />
          <LanguageMark language={source.language} warn={source.language !== row.language} />
          <span title={w.usedTitle(source.count)}>{w.used(source.count)}</span>
          <button
            type="button"
            class="text-button"
            aria-expanded={sourceShown.value}
            onClick={() => {
              sourceShown.value = !sourceShown.value;
            }}
          >
            {sourceShown.value ? w.hideSource : w.source}
          </button>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={w.reject(keysSaid)}
            title={w.reject(keysSaid)}
            aria-expanded={rejecting}
            onClick={() => {
              open.suggestions.ask(suggestion.resolution_id);
            }}
          >
            <Icon name="close" size={15} />
          </button>
        </span>
      </div>
      {suggestion.agreeing.length > 0 && (
        <p class="agreement" title={w.agreeingTitle}>
          <Icon name="warning" size={14} />
          {w.agreeing} <q>{suggestion.agreeing.join(", ")}</q>
        </p>
      )}
      {rejecting && <Rejection open={open} suggestion={suggestion} />}
      {sourceShown.value && <Source suggestion={suggestion} />}
    </li>
  );
}

const REASONS: readonly RejectionReason[] = ["other_problem", "outdated", "incomplete", "wrong_voice"];

/** Why it is of no use: one click, or one digit. */
function Rejection({ open, suggestion }: { open: OpenConversation; suggestion: Suggestion }): VNode {
  const { notices } = useConsole();
  const w = words.value.suggestions;
  const { suggestions } = open;
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.querySelector("button")?.focus();
  }, []);
  const reject = async (reason: RejectionReason): Promise<void> => {
    if (await suggestions.reject(suggestion.resolution_id, reason)) notices.say("good", w.rejected);
  };
  const press = (event: KeyboardEvent): boolean => {
    const reason = REASONS[Number(/^Digit([1-4])$/u.exec(event.code)?.[1]) - 1];
    if (event.key === "Escape") suggestions.ask(suggestion.resolution_id);
    else if (reason !== undefined && !event.ctrlKey && !event.altKey && !event.metaKey) void reject(reason);
    else return false;
    return true;
  };
  return (
    <div
      ref={group}
      class="rejection"
      role="group"
      aria-label={w.why}
      onKeyDown={(event) => {
        if (press(event)) event.preventDefault();
      }}
    >
      <span>{w.why}</span>
      {REASONS.map((reason, index) => (
        <button key={reason} type="button" class="button small" onClick={() => void reject(reason)}>
          {w.reasons[reason]}
          <Key keys={String(index + 1)} />
        </button>
      ))}
      <Refusal why={suggestions.refusal.value} />
    </div>
  );
}

/** A share of 1 as three strokes and a figure. */
function Confidence({ value }: { value: number }): VNode {
  const share = percent(value, language.value);
  const strokes = value >= 2 / 3 ? 3 : value >= 1 / 3 ? 2 : 1;
  return (
    <span class="confidence" title={words.value.suggestions.confidence(share)}>
      <span class={`strokes s${strokes}`} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      {share}
    </span>
  );
}

/** The case the reply comes from: what was asked, when it was resolved, how content the customer was. */
function Source({ suggestion }: { suggestion: Suggestion }): VNode {
  const w = words.value.suggestions;
  const { question, resolved_at, csat } = suggestion.source;
  const facts = [
    resolved_at === null ? null : w.resolved(date(resolved_at, language.value)),
    csat === null ? null : w.csat(format.value.number(csat)),
  ].filter((fact) => fact !== null);
  return (
    <div class="source">
      <p>
        {words.value.said(w.asked, "")}
        <q dir="auto">
          <Gaps text={question} />
        </q>
        {facts.length > 0 && <span class="quiet-text"> {facts.join(" · ")}</span>}
      </p>
      <p class="source-reply" dir="auto">
        <Gaps text={suggestion.reply} />
      </p>
      {suggestion.missing.length > 0 && (
        <p class="quiet-text">
          {w.missing}{" "}
          {suggestion.missing.map((name) => (
            <Gap key={name} name={name} />
          ))}
        </p>
      )}
    </div>
  );
}
