import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { Colleague, Row } from "../../protocol/console";
import type { Team } from "../../protocol/conversation";
import { useConsole } from "../context";
import { explained } from "../state/refusal";
import { Dialog } from "../ui/Dialog";
import { words } from "../words";

type To = { team: Team } | { cm: string };
type Reading = { state: "loading" } | { state: "failed"; why: string } | { state: "ready"; list: Colleague[] };

/** Gives the conversation to another team or to a colleague, with what they should know. */
export function TransferDialog({ row, onClose }: { row: Row; onClose: () => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  const teams = (desk.me.brands.find(({ name }) => name === row.brand)?.teams ?? []).filter(
    (known) => known !== row.team,
  );
  const to = useSignal<To | null>(teams[0] === undefined ? null : { team: teams[0] });
  const note = useSignal("");
  return (
    <Dialog title={w.dialogs.transferTitle} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to.value !== null) void desk.verbs.transfer({ ...to.value, note: note.value.trim() || null });
        }}
      >
        <fieldset class="choices compact">
          <legend>{w.dialogs.transferTeam}</legend>
          {teams.map((team, index) => (
            <Choice
              key={team}
              label={w.teams[team]}
              first={index === 0}
              chosen={to.value !== null && "team" in to.value && to.value.team === team}
              onChoose={() => {
                to.value = { team };
              }}
            />
          ))}
        </fieldset>
        <fieldset class="choices compact">
          <legend>{w.dialogs.transferCm}</legend>
          <Colleagues
            brand={row.brand}
            chosen={to.value !== null && "cm" in to.value ? to.value.cm : null}
            onChoose={(cm) => {
              to.value = { cm };
            }}
          />
        </fieldset>
        <label class="field">
          <span>{w.dialogs.transferNote}</span>
          <textarea
            rows={2}
            value={note.value}
            onInput={(event) => {
              note.value = event.currentTarget.value;
            }}
          />
          <small>{w.dialogs.transferNoteHint}</small>
        </label>
        <footer class="dialog-foot">
          <button type="button" class="button" onClick={onClose}>
            {w.cancel}
          </button>
          <button type="submit" class="button primary" aria-disabled={desk.verbs.busy.value}>
            {w.dialogs.transferSubmit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function Colleagues(props: { brand: string; chosen: string | null; onChoose: (cm: string) => void }): VNode {
  const desk = useConsole();
  const w = words.value;
  const { brand } = props;
  const reading = useSignal<Reading>({ state: "loading" });
  useEffect(() => {
    desk.colleagues(brand).then(
      (list) => {
        reading.value = { state: "ready", list };
      },
      (error: unknown) => {
        reading.value = { state: "failed", why: explained(error) };
      },
    );
  }, [desk, brand, reading]);

  const read = reading.value;
  if (read.state === "loading") return <p class="quiet-text">{w.loading}</p>;
  if (read.state === "failed") return <p class="quiet-text">{read.why}</p>;
  if (read.list.length === 0) return <p class="quiet-text">{w.dialogs.noColleagues}</p>;
  return (
    <>
      {read.list.map(({ id, name, online }) => (
        <Choice
          key={id}
          label={name}
          hint={online ? w.dialogs.online : w.dialogs.offline}
          chosen={props.chosen === id}
          onChoose={() => {
            props.onChoose(id);
          }}
        />
      ))}
    </>
  );
}

function Choice(props: {
  label: string;
  hint?: string;
  first?: boolean;
  chosen: boolean;
  onChoose: () => void;
}): VNode {
  return (
    <label class="choice">
      <input
        type="radio"
        name="to"
        autofocus={props.first ?? false}
        checked={props.chosen}
        onChange={props.onChoose}
      />
      <span>
        <strong>{props.label}</strong>
        {props.hint !== undefined && <small>{props.hint}</small>}
      </span>
    </label>
  );
}
