import type { VNode } from "preact";
import { useConsole } from "../context";
import { words } from "../words";

/** Chooses among one's brands; not there for somebody who has only one. */
export function BrandSelect(props: {
  /** Null means all of them. */
  value: string | null;
  onChange: (brand: string | null) => void;
  /** Whether all of them at once is a choice. */
  all: boolean;
}): VNode | null {
  const { me } = useConsole();
  const w = words.value.inbox;
  if (me.brands.length < 2) return null;
  return (
    <select
      class="select"
      aria-label={w.brand}
      value={props.value ?? ""}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        props.onChange(chosen === "" ? null : chosen);
      }}
    >
      {props.all && <option value="">{w.allBrands}</option>}
      {me.brands.map(({ name, display_name }) => (
        <option key={name} value={name}>
          {display_name}
        </option>
      ))}
    </select>
  );
}
