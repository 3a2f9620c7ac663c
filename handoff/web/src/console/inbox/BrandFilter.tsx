import type { VNode } from "preact";
import { useConsole } from "../context";
import { words } from "../words";

/** Narrows the inbox to one brand; not there for a CM who has only one. */
export function BrandFilter(): VNode | null {
  const { me, inbox } = useConsole();
  const w = words.value.inbox;
  if (me.brands.length < 2) return null;
  return (
    <select
      class="select"
      aria-label={w.brand}
      value={inbox.brand.value ?? ""}
      onChange={(event) => {
        const chosen = event.currentTarget.value;
        inbox.filter(chosen === "" ? null : chosen);
      }}
    >
      <option value="">{w.allBrands}</option>
      {me.brands.map((brand) => (
        <option key={brand.name} value={brand.name}>
          {brand.display_name}
        </option>
      ))}
    </select>
  );
}
