import type { VNode } from "preact";
import { useScene } from "./context";
import { Face } from "./Header";
import { Icon } from "./icons";

/** What a customer reads first: that a bot answers, and that humans are behind it. */
export function Welcome({ empty }: { empty: boolean }): VNode | null {
  const { session, texts, focus } = useScene();
  const brand = session.brand.value;
  if (!brand || !empty) return null;
  return (
    <div class="welcome">
      <Face name={brand.display_name} />
      <p class="hello">{texts.hello}</p>
      <p class="meaning">{texts.helloMeaning}</p>
      <p class="label" id="starters">
        {texts.startersLabel}
      </p>
      <div class="starters" role="group" aria-labelledby="starters">
        {texts.starters.map((starter) => (
          <button
            key={starter}
            type="button"
            class="starter"
            onClick={() => {
              session.say(starter);
              focus();
            }}
          >
            <Icon name="parcel" size={18} />
            {starter}
          </button>
        ))}
      </div>
    </div>
  );
}
