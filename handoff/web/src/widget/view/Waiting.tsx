import type { VNode } from "preact";
import type { State } from "../../protocol/widget";
import type { Format } from "../../shared/format";
import { fill, type Texts } from "../texts";
import { useScene } from "./context";
import { Icon } from "./icons";

/** While a human is awaited: the place, an honest estimate, and the way back to the bot. */
export function Waiting(): VNode | null {
  const { session, texts, format, focus } = useScene();
  const state = session.state.value;
  if (state?.owner !== "waiting") return null;
  return (
    <div class="waiting">
      <span class="hourglass" aria-hidden="true">
        {state.place !== null && state.open ? state.place : <Icon name="clock" size={18} />}
      </span>
      <div class="wait">
        <p class="place">{placeIn(state, texts, format)}</p>
        <p class="estimate">{estimateOf(state, texts, format)}</p>
      </div>
      <button
        class="link"
        type="button"
        disabled={session.line.value !== "online"}
        onClick={() => {
          session.preferBot();
          focus();
        }}
      >
        {texts.preferBot}
      </button>
    </div>
  );
}

function placeIn(state: State, texts: Texts, format: Format): string {
  if (!state.open) return texts.outOfHours;
  if (state.place === null) return texts.waitingForHuman;
  return format.count(state.place, texts.place.one, texts.place.other);
}

function estimateOf(state: State, texts: Texts, format: Format): string {
  if (!state.open) {
    if (state.opens_at === null) return "";
    // The brand's own time, as its messages give it: without its offset, a time is read as it stands.
    const opening = state.opens_at.slice(0, "2026-01-01T00:00:00".length);
    return fill(texts.backAt, { day: format.nearDay(opening), time: format.time(opening) });
  }
  if (state.estimate === null) return texts.waitUnknown;
  return format.count(state.estimate, texts.minutes.one, texts.minutes.other);
}
