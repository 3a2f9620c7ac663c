import type { VNode } from "preact";
import { useId } from "preact/hooks";

/** One choice of a few, all in sight: radio buttons drawn as one control. */
export function Segments<T extends string>(props: {
  label: string;
  options: readonly { value: T; text: string }[];
  value: T;
  onChange: (value: T) => void;
}): VNode {
  const name = useId();
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{props.label}</legend>
      {props.options.map(({ value, text }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            checked={value === props.value}
            onChange={() => {
              props.onChange(value);
            }}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
