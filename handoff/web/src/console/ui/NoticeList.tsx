import type { VNode } from "preact";
import { useConsole } from "../context";
import { words } from "../words";
import { Icon } from "./Icon";

export function NoticeList(): VNode {
  const { notices } = useConsole();
  return (
    <div class="notices" role="status">
      {notices.list.value.map((notice) => (
        <p key={notice.id} class={`notice ${notice.tone}`}>
          <Icon name={notice.tone === "good" ? "check" : "warning"} />
          <span>{notice.text}</span>
          <button
            type="button"
            class="button quiet icon-only small"
            aria-label={words.value.dismiss}
            onClick={() => {
              notices.dismiss(notice.id);
            }}
          >
            <Icon name="close" size={16} />
          </button>
        </p>
      ))}
    </div>
  );
}
