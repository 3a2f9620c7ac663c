import type { ComponentChildren, VNode } from "preact";

/** A page beside the inbox: what it is, what narrows it, and its sections. */
export function Page(props: {
  title: string;
  lead: string;
  filters?: ComponentChildren;
  children: ComponentChildren;
}): VNode {
  return (
    <main class="page" aria-labelledby="page-title">
      <header class="page-head">
        <div>
          <h1 id="page-title">{props.title}</h1>
          <p class="quiet-text">{props.lead}</p>
        </div>
        <div class="page-filters">{props.filters}</div>
      </header>
      {props.children}
    </main>
  );
}
