import type { ComponentChildren, VNode } from "preact";
import { words } from "../words";
import { Icon, type IconName } from "./Icon";

/** A place with nothing in it, which says why and what to do. */
export function Blank(props: {
  icon: IconName;
  title: string;
  hint?: string;
  children?: ComponentChildren;
}): VNode {
  return (
    <div class="blank">
      <span class="blank-icon">
        <Icon name={props.icon} size={26} />
      </span>
      <p class="blank-title">{props.title}</p>
      {props.hint !== undefined && <p>{props.hint}</p>}
      {props.children}
    </div>
  );
}

/** Something could not be read: the reason, and a way to try again. */
export function Failed({ title, why, onRetry }: { title: string; why: string; onRetry: () => void }): VNode {
  return (
    <div class="blank" role="alert">
      <span class="blank-icon bad">
        <Icon name="warning" size={26} />
      </span>
      <p class="blank-title">{title}</p>
      <p>{why}</p>
      <button type="button" class="button" onClick={onRetry}>
        {words.value.retry}
      </button>
    </div>
  );
}

/** Grey lines in place of what is being read. */
export function Skeleton({ lines }: { lines: number }): VNode {
  return (
    <div class="skeleton" aria-busy="true">
      <span class="visually-hidden">{words.value.loading}</span>
      {Array.from({ length: lines }, (_, index) => (
        <i key={index} />
      ))}
    </div>
  );
}
