"""A sheet is as sure as the least certain of all that it shows, and says whether it applies today."""

import re
import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from macros.checks import load
from macros.paper.documents import Sheet, Writer
from macros.records.base import least_certain
from macros.records.whole_shelf import Shelf
from tests.conftest import TODAY
from tests.edits import copy_example, replace_text
from tests.paper.conftest import write_cover
from tests.timeline import lay_out

AGREEMENT = "agreements/exempelavtalet"
SHEETS = (
    "rutin", "rutin-en-sida", "checklista", "overenskommelse", "grona-kortet", "familj", "kontakter",
    "kontakter-kort", "introduktion", "adresslappar", "nytt-sedan", "horde-narvarolista", "sip", "enkat-barn",
)  # fmt: skip


@pytest.fixture(scope="module")
def adopted(tmp_path_factory) -> Path:
    """A copy of the example in which everything has been adopted. To read."""
    folder = copy_example(tmp_path_factory.mktemp("adopted") / "data")
    for file in folder.rglob("*.yaml"):
        text = re.sub(r"state: (?:example|proposed|draft)\b", "state: adopted", file.read_text("utf-8"))
        file.write_text(text, encoding="utf-8")
    return folder


def edit(folder: Path, copy: Path, name: str, old: str, new: str) -> Path:
    """Replace a text that a file must hold, once, in a copy of a folder. Return the copy."""
    shutil.copytree(folder, copy)
    replace_text(copy / name, (old, new), count=1)
    return copy


@pytest.fixture(scope="module")
def coming(adopted: Path, tmp_path_factory) -> Path:
    """The same, where the agreement begins in 2027."""
    copy = tmp_path_factory.mktemp("coming") / "data"
    index = f"{AGREEMENT}/index.yaml"
    return edit(adopted, copy, index, "  valid_from: 2025-01-01\n", "  valid_from: 2027-01-01\n")


@lru_cache(maxsize=4)
def read(folder: Path, today: date = TODAY) -> Shelf:
    """Read a folder once."""
    return load(folder, today)


def written(folder: Path, name: str, today: date = TODAY) -> Sheet:
    """Write one sheet of Norrby."""
    shelf = read(folder, today)
    return Writer(shelf, shelf.binders["norrby"]).sheet(name)


def marks(sheet: Sheet) -> list[tuple[str, str]]:
    """Give the class and the word of each mark on a sheet, wherever it stands; each once."""
    text = sheet.margin or sheet.html
    spans = re.findall(
        r'<span class="(hatched|settled)"(?: data-text="([^"]*)"></span>|>([^<]*)</span>)', text
    )
    if sheet.name == "adresslappar":
        spans += [("", "", word) for word in re.findall(r"<small>([^<]*)</small>", text)]
    return list(dict.fromkeys((kind, in_margin or in_text) for kind, in_margin, in_text in spans))


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_of_adopted_texts_is_adopted_and_not_hatched(name: str, adopted: Path) -> None:
    """Whichever sheet: in the margin, on the card, the folder and the labels."""
    sheet = written(adopted, name)

    mark = ("" if name == "adresslappar" else "settled", "Antagen")
    assert ("adopted", [mark], False) == (sheet.state, marks(sheet), "hatched" in sheet.margin)


@pytest.mark.parametrize(
    ("name", "file", "old", "new", "state"),
    [
        ("rutin", f"{AGREEMENT}/routine.yaml", "  - id: kalla\n", "  - id: kalla\n    state: proposed\n", "proposed"),
        ("rutin-en-sida", f"{AGREEMENT}/routine.yaml", "  - id: kalla\n", "  - id: kalla\n    state: draft\n", "draft"),
        ("grona-kortet", f"{AGREEMENT}/routine.yaml", "  - id: kalla\n", "  - id: kalla\n    state: draft\n", "draft"),
        ("checklista", "municipalities/norrby.yaml", "      - id: ring\n", "      - id: ring\n        state: example\n", "example"),
        ("grona-kortet", "municipalities/norrby.yaml", "  - id: socialtjanst\n", "  - id: socialtjanst\n    state: example\n", "example"),
        ("introduktion", "municipalities/norrby.yaml", "  - id: elevhalsa\n", "  - id: elevhalsa\n    state: example\n", "example"),
        ("kontakter", "municipalities/norrby.yaml", "  - id: elevhalsa\n", "  - id: elevhalsa\n    state: draft\n", "adopted"),
        ("rutin", "municipalities/norrby.yaml", "  - id: tio-dagar\n", "  - id: tio-dagar\n    state: draft\n", "draft"),
        ("nytt-sedan", "municipalities/norrby.yaml", "  - id: norrby-tio-dagar\n", "  - id: norrby-tio-dagar\n    state: draft\n", "draft"),
        ("horde-narvarolista", f"{AGREEMENT}/index.yaml", "state: adopted\n", "state: draft\n", "draft"),
        ("rutin", "site.yaml", "state: adopted\n", "state: draft\n", "draft"),
        ("checklista", "municipalities/norrby.yaml", "  - id: elevhalsa\n", "  - id: elevhalsa\n    state: example\n", "adopted"),
    ],
)  # fmt: skip
def test_one_uncertain_record_makes_the_sheet_uncertain(
    name: str, file: str, old: str, new: str, state: str, adopted: Path, tmp_path: Path
) -> None:
    """A step, a question, a number, a note, a change: what is shown counts, and nothing else."""
    assert state == written(edit(adopted, tmp_path / "data", file, old, new), name).state


@pytest.mark.parametrize(("packet", "expected"), [("apt-paket", "proposed"), ("styrgruppspaket", "adopted")])
def test_cover_is_as_sure_as_its_least_certain_part(
    packet: str, expected: str, adopted: Path, tmp_path: Path
) -> None:
    """One step that is proposed, which one of the packets shows."""
    sheet = write_cover(read(adopted), "norrby", packet)
    step, proposed = "  - id: kalla\n", "  - id: kalla\n    state: proposed\n"
    edited = edit(adopted, tmp_path / "data", f"{AGREEMENT}/routine.yaml", step, proposed)

    assert ("adopted", [("settled", "Antagen")]) == (sheet.state, marks(sheet))
    assert expected == write_cover(read(edited), "norrby", packet).state


@pytest.mark.parametrize("name", SHEETS)
def test_sheet_of_a_coming_agreement_says_from_when(name: str, coming: Path) -> None:
    """The day before; on its first day nothing is said."""
    before, after = (marks(written(coming, name, day)) for day in (date(2026, 12, 31), date(2027, 1, 1)))

    assert "Gäller från 1 januari 2027" in {word for _, word in before}
    assert "hatched" in {kind for kind, _ in before} | ({"hatched"} if name == "adresslappar" else set())
    assert ["Antagen"] == [word for _, word in after]


@pytest.mark.parametrize("name", ["grona-kortet", "familj", "rutin", "sip"])
def test_sheet_of_an_ended_agreement_says_until_when(name: str, adopted: Path) -> None:
    """From the day after its last, also where there is no room for a ribbon."""
    words = [
        [word for _, word in marks(written(adopted, name, day))]
        for day in (date(2027, 12, 31), date(2028, 1, 1))
    ]

    assert [["Antagen"], ["Gällde till och med 31 december 2027", "Antagen"]] == words


def test_last_to_begin_is_the_one_that_is_named(tmp_path: Path) -> None:
    """An agreement from January, a routine from February, a municipality from May."""
    folder = lay_out(copy_example(tmp_path / "data"))
    days = (
        date(2026, 12, 31), date(2027, 4, 30), date(2027, 5, 1), date(2028, 2, 29), date(2028, 3, 1),
    )  # fmt: skip

    assert [
        "Gäller från 1 maj 2027", "Gäller från 1 maj 2027", "Exempel", "Exempel",
        "Gällde till och med februari 2028",
    ] == [marks(written(folder, "grona-kortet", day))[0][1] for day in days]  # fmt: skip


def test_order_of_certainty() -> None:
    """Invented, proposed, drafted, adopted; nothing of nothing."""
    assert "example" == least_certain(["adopted", "example", "draft"])
    assert "proposed" == least_certain(["draft", "proposed", None])
    assert least_certain([None]) is None


def test_real_sheets_say_a_word_each(real: Shelf) -> None:
    """Of every document that a binder of ours lists."""
    writer = Writer(real, real.binders["kalix"])
    sheets = [writer.sheet(choice.id) for choice in writer.binder.documents]

    assert [] == [sheet.name for sheet in sheets if sheet.state == "adopted" or not marks(sheet)]
