import type { VNode } from "preact";
import { useConsole } from "./context";
import { ACTIONS } from "./logic/keys";
import { chooseLanguage, chooseTheme, language, theme, THEMES } from "./state/preferences";
import { Icon } from "./ui/Icon";
import { Key } from "./ui/Key";
import { Segments } from "./ui/Segments";
import { words } from "./words";

/** Availability, theme, language, the list of keys, and the way out. */
export function SettingsMenu({ onLogout, onClose }: { onLogout: () => void; onClose: () => void }): VNode {
  const desk = useConsole();
  const w = words.value.menu;
  return (
    <div class="settings" role="group" aria-label={w.open}>
      <p class="settings-label">{w.presence}</p>
      <Segments
        label={w.presence}
        options={[
          { value: "online", text: w.online },
          { value: "away", text: w.away },
        ]}
        value={desk.presence.value}
        onChange={(status) => {
          desk.setPresence(status);
        }}
      />
      <p class="settings-label">{w.theme}</p>
      <Segments
        label={w.theme}
        options={THEMES.map((value) => ({ value, text: w.themes[value] }))}
        value={theme.value}
        onChange={chooseTheme}
      />
      <p class="settings-label">{w.language}</p>
      <Segments
        label={w.language}
        options={[
          { value: "fr", text: "Français" },
          { value: "en", text: "English" },
        ]}
        value={language.value}
        onChange={chooseLanguage}
      />
      <hr />
      <button
        type="button"
        class="settings-item"
        onClick={() => {
          onClose();
          desk.dialog.value = "keys";
        }}
      >
        <Icon name="keyboard" />
        {w.keys}
        <Key keys={ACTIONS.help} />
      </button>
      <button type="button" class="settings-item" onClick={onLogout}>
        <Icon name="logout" />
        {w.logout}
      </button>
    </div>
  );
}
