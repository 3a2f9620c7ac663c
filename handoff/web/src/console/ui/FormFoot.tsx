import type { ComponentChildren, VNode } from "preact";
import { words } from "../words";

/** How a form ends: what else it can do, a way out, and the button that sends it. */
export function FormFoot(props: {
  submit: string;
  /** Focus stays on a button that cannot be pressed now, so that a reader still finds it. */
  disabled: boolean;
  onCancel: () => void;
  children?: ComponentChildren;
}): VNode {
  return (
    <footer class="form-foot">
      {props.children}
      <button type="button" class="button" onClick={props.onCancel}>
        {words.value.cancel}
      </button>
      <button type="submit" class="button primary" aria-disabled={props.disabled}>
        {props.submit}
      </button>
    </footer>
  );
}
