"""CSV as spreadsheets and other desks write it is understood, or refused with place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from handoff.brands.brand import Brand
from handoff.storage.engine import Record
from handoff.suggestions import store
from handoff.suggestions.csv_file import CsvFile, columns_of
from handoff.suggestions.encoder import Encoder
from handoff.suggestions.importing import KNOWN_ID, KNOWN_TEXT, import_resolutions
from handoff.suggestions.lines import ImportRefused
from handoff.suggestions.resolutions_file import FIELDS, ResolutionsFile

COLUMNS = {"question": "Message", "reply": "Réponse", "external_id": "N°"}
ROWS = [
    "N°;Message;Réponse;Agent",
    '1;"où est mon colis ; rien reçu";"Bonjour,\r\nIl est en route, à très vite.";Lou',
    "2;taille du pull ?;Prenez votre taille habituelle.;Max",
]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = "\r\n".join(
        [
            delimiter.join(["N°", "Message", "Réponse"]),
            delimiter.join(["1", '"à Noël, rien; | reçu"', '"C’est l’œuvre\nd’un été"']),
            "",
            delimiter.join(["", "", ""]),
            delimiter.join(["2", "déjà", "très bien"]),
        ]
    )
    read = list(CsvFile(written(tmp_path / "f.csv", text, encoding), FIELDS, COLUMNS))
    assert [(row.line, row.fields) for row in read] == [
        (
            2,
            {
                "question": "à Noël, rien; | reçu",
                "reply": "C’est l’œuvre\nd’un été",
                "external_id": "1",
            },
        ),
        (6, {"question": "déjà", "reply": "très bien", "external_id": "2"}),
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"Sujet;Texte\na;b\n", r"line 1: no column for Message.*'Sujet', 'Texte'"),
        ("N°;Message;Réponse\n1;à;b\n2;é;".encode() + b"\xe9\n", "line 3: .*UTF-8 broken here"),
        (b"N\xb0;Message;R\xe9ponse\n1;\x81;b\n", "line 2: .*neither UTF-8 nor Windows-1252"),
        (b"\xef\xbb\xbfN\xc2\xb0;Message;R\xc3\xa9ponse\n1;a;\xe9\n", "UTF-8"),
        (b"\xff\xfeN\x00\x00\xd8a\x00\n\x00", "not utf-16"),
    ],
)
def test_a_file_that_cannot_be_told_is_refused_with_its_place(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "f.csv"
    file.write_bytes(content)
    with pytest.raises(ImportRefused, match=reason):
        list(CsvFile(file, FIELDS, COLUMNS))


@pytest.mark.parametrize(
    ("row", "line", "reason"),
    [
        ("3;a", 5, "has 2 cells and the first line 4"),
        ('3;"a"b;c;d', 5, "behind a closing quotation mark"),
        ('3;"a;b;c', 5, "never closed"),
        (f"3;{'x' * 10_000_000};b;c", 5, "question has 10000000 characters"),
        (f"3;a;{'é' * 10_000_000};c", 5, "reply has 10000000 characters"),
        ("3;;b;c", 5, "question is missing"),
        ("3;a;Bonjour,;c", 5, "nothing besides greeting"),
    ],
    ids=["cells", "quote", "open", "long-question", "long-reply", "empty", "greeting"],
)
async def test_one_broken_row_stores_nothing_and_says_where_and_why(
    record: Record,
    encoder: Encoder,
    brands: dict[str, Brand],
    tmp_path: Path,
    row: str,
    line: int,
    reason: str,
) -> None:
    file = written(tmp_path / "f.csv", "\r\n".join([*ROWS, row]))
    with pytest.raises(ImportRefused, match="nothing was stored") as refused:
        await import_resolutions(record, encoder, file, brands, "demo", columns=COLUMNS)
    assert [broken.line for broken in refused.value.broken] == [line]
    assert reason in refused.value.broken[0].reason
    assert await store.count(record, "*") == 0


async def test_rows_are_stored_once_and_what_was_skipped_is_told(
    record: Record, encoder: Encoder, brands: dict[str, Brand], tmp_path: Path
) -> None:
    file = written(tmp_path / "f.csv", "\r\n".join(ROWS), "cp1252")
    first = await import_resolutions(record, encoder, file, brands, "demo", columns=COLUMNS)
    assert (first.rows, first.added, first.duplicates) == (2, 2, 0)
    more = [*ROWS, "3;OU EST MON COLIS ; RIEN RECU;Il est en route.;Lou"]
    more[3] = '3;"Où est mon colis ; rien reçu";"Il est en route, à très vite.";Lou'
    written(tmp_path / "f.csv", "\r\n".join([*more, "4;autre;chose à dire;Lou"]))
    again = await import_resolutions(record, encoder, file, brands, "demo", columns=COLUMNS)
    assert (again.rows, again.added) == (4, 1)
    assert again.skipped == {KNOWN_ID: 2, KNOWN_TEXT: 1}


def test_columns_called_like_the_fields_need_no_mapping(
    brands: dict[str, Brand], tmp_path: Path
) -> None:
    text = 'Question,reply,CSAT,resolved_at,brand\na,b,"4,0",14/03/2026 9:30,demo\n'
    file = ResolutionsFile(written(tmp_path / "f.csv", text), brands, None)
    ((_, row),) = file.rows()
    assert (row.question, row.csat, row.brand) == ("a", 4, "demo")
    assert row.resolved_at is not None
    assert row.resolved_at.isoformat() == "2026-03-14T09:30:00+00:00"


def test_a_mapping_may_name_columns_with_commas_and_is_refused_with_what_to_write() -> None:
    assert columns_of("question=Message, du client,reply=Réponse", FIELDS) == {
        "question": "Message, du client",
        "reply": "Réponse",
    }
    for wrong in ("", "question", "frage=Message", "question=,reply=b"):
        with pytest.raises(ImportRefused, match="--columns question=Message"):
            columns_of(wrong, FIELDS)
