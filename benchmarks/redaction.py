"""How much of what must not come back redaction takes out, and how much besides.

Run `.venv/bin/python -m benchmarks.redaction [--misses]`. Beside it, in the same run, plain regular
expressions as a tool without checks has them, and Presidio's pattern recognisers where `uv` can
install them (`benchmarks/presidio_patterns.py`; no model). Texts come without the values of their
case, which the product knows as well and takes out wherever they stand.

- `recall`: values of that type of which nothing is left, whatever the placeholder is called.
- `named`: those taken out under their own name, so that the next case can fill them.
- `precision`: findings of that name that touch such a value; over all types, findings that touch
  any value.

Behind each share stands its 95 % interval. Of Presidio's English set, texts whose SHA-1 is even
are for looking at (`--misses` prints what goes wrong in them, and only there), and the figures are
of the odd ones alone. The French set is the project's own (`tests/suggestions/french`); nobody
looks at it, so the figures are of all of it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.intervals import wilson
from handoff.suggestions.redaction import Finding, redact, redact_reply

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = "presidio_synth_v2.json"
SOURCE = "github.com/microsoft/presidio-research, data/synth_dataset_v2.json"

Tool = Callable[[Sequence["Marked"]], list[list[Finding]]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and the particulars in it, named as in the tables."""

    text: str
    values: tuple[Finding, ...]
    is_reply: bool = False


@dataclass
class Tally:
    """What became of the values and of the findings of one type."""

    values: int = 0
    gone: int = 0
    named: int = 0
    findings: int = 0
    right: int = 0


# --- the sets -------------------------------------------------------------------------------
ENTITIES = {
    "CREDIT_CARD": "card",
    "IBAN_CODE": "iban",
    "EMAIL_ADDRESS": "email",
    "PHONE_NUMBER": "phone",
    "STREET_ADDRESS": "address",
    "ZIP_CODE": "postcode",
    "PERSON": "name",
    "DATE_TIME": "date",
    "DOMAIN_NAME": "link",
    "URL": "link",
    "US_SSN": "us_ssn",
    "US_DRIVER_LICENSE": "us_licence",
    "IP_ADDRESS": "ip_address",
}
"""Presidio's names for what has to go. Ages, towns, nationalities, firms and titles may stay."""

OURS = {
    "first_name": "name",
    "last_name": "name",
    "voucher_code": "voucher",
}
"""Placeholders that the tables call by another name; the others keep theirs."""

SENTENCES = {"gesture", "notice"}
"""Whole sentences taken out of replies; the sets mark values only."""


def english(*, looked_at: bool) -> list[Marked]:
    """The half of Presidio's set that is for looking at, or the other one."""
    folder = Path(os.environ.get("RELAIS_BENCH_DATA") or ROOT.parent / "shared" / "data")
    try:
        rows = json.loads((folder / ENGLISH).read_text(encoding="utf-8"))
    except FileNotFoundError:
        sys.exit(f"{folder / ENGLISH} is missing: fetch it from {SOURCE}, or set "
                 "RELAIS_BENCH_DATA to the folder that holds it.")  # fmt: skip
    return [
        Marked(row["full_text"], tuple(_entities(row["spans"])))
        for row in rows
        if _is_even(row["full_text"]) == looked_at
    ]


def french() -> list[Marked]:
    """Every line of the project's own set."""
    file = ROOT / "tests" / "suggestions" / "french" / "particulars.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Marked(row["text"], tuple(_in_order(row["text"], row["spans"])), row["kind"] == "reply")
        for row in rows
    ]


def _is_even(text: str) -> bool:
    return hashlib.sha1(text.encode()).digest()[-1] % 2 == 0


def _entities(spans: Sequence[Mapping[str, object]]) -> Iterator[Finding]:
    for span in spans:
        kind = ENTITIES.get(str(span["entity_type"]))
        if kind is not None:
            yield Finding(int(str(span["start_position"])), int(str(span["end_position"])), kind)


def _in_order(text: str, spans: Sequence[Mapping[str, str]]) -> Iterator[Finding]:
    end = 0
    for span in spans:
        start = text.index(span["value"], end)
        end = start + len(span["value"])
        yield Finding(start, end, OURS.get(span["kind"], span["kind"]))


# --- the tools ------------------------------------------------------------------------------
PLAIN = {
    "email": r"\S+@\S+\.\w+",
    "link": r"https?://\S+|www\.\S+",
    "iban": r"\b[A-Z]{2}\d{2}[A-Z0-9 ]{11,30}\b",
    "card": r"\b(?:\d{4}[ -]?){3}\d{4}\b",
    "nir": r"\b[12]\d{14}\b",
    "siret": r"\b\d{14}\b",
    "phone": r"(?:\+33|0)[ .]?[1-9](?:[ .-]?\d{2}){4}\b|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b",
    "tracking_number": r"\b[A-Z]{2}\d{9}[A-Z]{2}\b|\b\d[A-Z]\d{11}\b",
    "date": r"\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b",
    "amount": r"\b\d+(?:[.,]\d{2})? ?€",
    "address": r"\b\d+,? (?:bis |ter )?(?:rue|avenue|boulevard|place|chemin)[\w '’-]+",
    "postcode": r"\b\d{5}\b",
    "invoice_number": r"(?i:facture|invoice)\W+(?:n° ?)?[\w-]*\d[\w-]*",
    "order_number": r"(?i:commande|order)\W+(?:n° ?|#)?\d+",
    "voucher": r"(?i:code|bon)\W+[A-Z0-9-]{5,}",
    "name": r"\b(?:Mme|M\.|Mr\.?|Mrs\.?|Ms\.?|Bonjour|Hello) [A-Z]\w+",
}
"""One expression a type, without check digits or context."""


def ours(texts: Sequence[Marked]) -> list[list[Finding]]:
    """Relais, questions and replies each by their own rules."""
    found: list[list[Finding]] = []
    for each in texts:
        redacted = (redact_reply if each.is_reply else redact)(each.text)
        found.append(
            [
                finding._replace(kind=OURS.get(finding.kind, finding.kind))
                for finding in redacted.findings
            ]
        )
    return found


def plain(texts: Sequence[Marked]) -> list[list[Finding]]:
    """The first expression that matches has it."""
    found: list[list[Finding]] = []
    for each in texts:
        here: list[Finding] = []
        for kind, expression in PLAIN.items():
            for match in re.finditer(expression, each.text):
                start, end = match.span()
                if all(end <= other.start or other.end <= start for other in here):
                    here.append(Finding(start, end, kind))
        found.append(here)
    return found


def presidio(texts: Sequence[Marked]) -> list[list[Finding]]:
    """Presidio's pattern recognisers, in an environment that uv makes for them."""
    script = Path(__file__).with_name("presidio_patterns.py")
    done = subprocess.run(
        ["uv", "run", "--quiet", "--script", str(script)],
        input=json.dumps([each.text for each in texts]),
        check=True,
        capture_output=True,
        text=True,
    )
    return [
        [Finding(start, end, ENTITIES.get(entity, "other")) for start, end, entity in spans]
        for spans in json.loads(done.stdout)
    ]


def tools() -> dict[str, Tool]:
    """By the name that the tables give them."""
    found: dict[str, Tool] = {"Relais": ours, "plain expressions": plain}
    if shutil.which("uv"):
        found["Presidio, patterns"] = presidio
    return found


# --- the figures ----------------------------------------------------------------------------
def measure(texts: Sequence[Marked], found: Sequence[Sequence[Finding]]) -> dict[str, Tally]:
    """A tally for each type, and one for `all`."""
    tallies: dict[str, Tally] = {}
    for each, findings in zip(texts, found, strict=True):
        for value in each.values:
            gone = left_of(each.text, value, findings) == ""
            named = gone and any(f.kind == value.kind and _touch(f, value) for f in findings)
            for kind in (value.kind, "all"):
                tally = tallies.setdefault(kind, Tally())
                tally.values += 1
                tally.gone += gone
                tally.named += named
        for finding in findings:
            if finding.kind in SENTENCES:
                continue
            touched = {value.kind for value in each.values if _touch(finding, value)}
            for kind, right in ((finding.kind, finding.kind in touched), ("all", bool(touched))):
                tally = tallies.setdefault(kind, Tally())
                tally.findings += 1
                tally.right += right
    return tallies


def left_of(text: str, value: Finding, findings: Sequence[Finding]) -> str:
    """The letters and digits of `value` that no finding covers."""
    return "".join(
        text[place]
        for place in range(value.start, value.end)
        if text[place].isalnum() and not any(f.start <= place < f.end for f in findings)
    )


def _touch(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def share(right: int, of: int) -> str:
    """`.983 (.950-.994)`; a dash where there is nothing to have a share of."""
    if not of:
        return f"{'–':^18}"
    low, high = wilson(right, of)
    return f"{right / of:5.3f} ({max(low, 0):.3f}-{min(high, 1):.3f})"


def show(title: str, texts: Sequence[Marked]) -> None:
    """One table, with a line for each type and tool."""
    print(f"\n{title}: {len(texts)} texts\n")
    print(f"{'type':16}{'values':>7}  {'tool':19} {'recall':20} {'named':20} precision")
    tallied = {name: measure(texts, tool(texts)) for name, tool in tools().items()}
    kinds = Counter(value.kind for each in texts for value in each.values)
    for kind in [*sorted(kinds), "all"]:
        for name, tallies in tallied.items():
            tally = tallies.get(kind, Tally())
            first = name == "Relais"
            count = kinds.get(kind, kinds.total())
            head = f"{kind:16}{count:7}" if first else " " * 23
            shares = [
                share(tally.gone, count),
                share(tally.named, count),
                share(tally.right, tally.findings),
            ]
            print(f"{head}  {name:19} " + "  ".join(shares))


def show_misses(texts: Sequence[Marked]) -> None:
    """What stays, and what goes without being a value, each in its text."""
    for each, findings in zip(texts, ours(texts), strict=True):
        for value in each.values:
            left = left_of(each.text, value, findings)
            if left:
                print(
                    f"stays {value.kind}: {each.text[value.start : value.end]!r} of {each.text!r}"
                )
        for finding in findings:
            if not any(_touch(finding, value) for value in each.values):
                what = each.text[finding.start : finding.end]
                print(f"goes as {finding.kind}: {what!r} of {each.text!r}")


def main() -> None:
    """Print both sets, or what goes wrong where it may be looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print them, of the half for looking")
    if parser.parse_args().misses:
        show_misses(english(looked_at=True))
        return
    show("French, all of it (never looked at)", french())
    show("English (presidio_synth_v2), the half held back", english(looked_at=False))


if __name__ == "__main__":
    main()
