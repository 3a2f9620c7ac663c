import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * Puts the focus into the form that opens in a place, and back on what opens it once it is closed. A
 * form that was left open takes none when the page is drawn again: the next key may be a shortcut.
 */
export function useFormFocus(place: RefObject<HTMLElement | null>, open: boolean): void {
  const was = useRef(open);
  useEffect(() => {
    if (was.current === open) return;
    was.current = open;
    const target = open ? "form textarea, form input" : ".opens-form";
    place.current?.querySelector<HTMLElement>(target)?.focus();
  }, [place, open]);
}
