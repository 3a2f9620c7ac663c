import type { VNode } from "preact";

/** Any number of a few choices: checkboxes drawn as chips. */
export function Chips(props: {
  label: string;
  hint?: string;
  options: readonly { value: string; text: string }[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}): VNode {
  const { label, hint, options, chosen, onChange } = props;
  return (
    <fieldset class="chips">
      <legend>{label}</legend>
      <div class="chips-row">
        {options.map(({ value, text }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => {
                const others = chosen.filter((one) => one !== value);
                onChange(event.currentTarget.checked ? [...others, value] : others);
              }}
            />
            <span>{text}</span>
          </label>
        ))}
      </div>
      {hint !== undefined && <small>{hint}</small>}
    </fieldset>
  );
}
