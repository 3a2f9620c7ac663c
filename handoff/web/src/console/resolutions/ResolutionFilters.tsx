import type { Signal } from "@preact/signals";
import { useSignalEffect } from "@preact/signals";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { ResolutionState } from "../../protocol/console";
import { useConsole } from "../context";
import { REVISIONS } from "../logic/keys";
import { BrandSelect } from "../ui/BrandSelect";
import { Icon } from "../ui/Icon";
import { Key } from "../ui/Key";
import { Segments } from "../ui/Segments";
import { named, words } from "../words";

const STATES: readonly ResolutionState[] = ["suggested", "approved", "expired", "retired"];

/** The search field, and what else narrows the list. */
export function ResolutionFilters(): VNode {
  const { me, resolutions } = useConsole();
  const w = words.value;
  const languages = [...new Set(me.brands.flatMap((brand) => brand.languages))];
  const teams = [...new Set(me.brands.flatMap((brand) => brand.teams))];
  return (
    <>
      <SearchField />
      <Segments
        label={w.resolutions.state}
        options={STATES.map((value) => ({ value, text: w.resolutions.states[value] }))}
        value={resolutions.state.value}
        onChange={(state) => {
          resolutions.narrow(() => (resolutions.state.value = state));
        }}
      />
      <BrandSelect
        all
        value={resolutions.brand.value}
        onChange={(brand) => {
          resolutions.narrow(() => (resolutions.brand.value = brand));
        }}
      />
      {languages.length > 1 && (
        <Narrowing
          label={w.menu.language}
          all={w.resolutions.languages}
          chosen={resolutions.language}
          options={languages.map((value) => ({ value, text: w.conversation.language[value] }))}
        />
      )}
      <Narrowing
        label={w.team}
        all={w.resolutions.teams}
        chosen={resolutions.team}
        options={teams.map((value) => ({ value, text: named(w.teams, value) }))}
      />
    </>
  );
}

function SearchField(): VNode {
  const { resolutions } = useConsole();
  const w = words.value.resolutions;
  const field = useRef<HTMLInputElement>(null);
  useSignalEffect(() => {
    if (!resolutions.seeking.value) return;
    resolutions.seeking.value = false;
    field.current?.focus();
    field.current?.select();
  });
  return (
    <label class="search">
      <Icon name="search" size={16} />
      <span class="visually-hidden">{w.search}</span>
      <input
        ref={field}
        type="search"
        placeholder={w.search}
        value={resolutions.search.value}
        onInput={(event) => {
          resolutions.type(event.currentTarget.value);
        }}
      />
      <Key keys={REVISIONS.search} />
    </label>
  );
}

/** One more thing that may narrow the list: anything, or one of a few. */
function Narrowing(props: {
  label: string;
  all: string;
  chosen: Signal<string | null>;
  options: readonly { value: string; text: string }[];
}): VNode {
  const { resolutions } = useConsole();
  const { label, all, chosen, options } = props;
  return (
    <select
      class="select"
      aria-label={label}
      value={chosen.value ?? ""}
      onChange={(event) => {
        const value = event.currentTarget.value;
        resolutions.narrow(() => (chosen.value = value === "" ? null : value));
      }}
    >
      <option value="">{all}</option>
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}
