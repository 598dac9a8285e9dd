"""parmen find: from what one sees on a page or a sheet to the line where it is written."""

import json
import shutil
from pathlib import Path

import pytest

from macros.changes import reader_view
from macros.changes.program_texts import find_in_program
from macros.changes.sentence import Match, find_sentence
from macros.commands.swedish_click import WORDS
from tests.changes.conftest import read_example
from tests.conftest import ROOT, run_parmen
from tests.test_guide import Editor

AGREEMENT = "data/agreements/exempelavtalet"
ROUTINE = f"{AGREEMENT}/routine.yaml"


def find(sentence: str, *binders: str) -> list[Match]:
    return find_sentence(read_example(), sentence, binders)


def line_at(match: Match) -> str:
    """Return the line that a match leads to."""
    file = ROOT / "tests/exempel" / Path(match.place.file).relative_to("data")
    return file.read_text(encoding="utf-8").splitlines()[match.place.line - 1].strip()


@pytest.mark.parametrize(
    ("sentence", "path", "line"),
    [
        ("Håller ihop planen och är familjens kontakt.", "routine.roles.samordnare.text", "text: Håller ihop"),
        ("HÅLLER IHOP\N{NO-BREAK SPACE}pla\N{SOFT HYPHEN}nen", "routine.roles.samordnare.text", "text: Håller"),
        ("Samverkansmötet ska hållas inom", "routine.steps.kalla.text", 'text: "{Mötet} ska'),
        ("mötet ska hållas inom tio dagar", "routine.steps.kalla.text", 'text: "{Mötet} ska'),
        ("inom tre veckor", "routine.steps.kalla.text", 'text: "{Mötet} ska'),
        ("070-174 06 20", "contacts.elevhalsa.phone", "phone: 070-174 06 20"),
        ("Kun moni auttaa sinua", "leaflets.familj.title.fi", "fi: Kun moni"),
        ("bokar lokal i Folkets hus", "checklists.samverkan.questions.vem-kallar.text", "text: Vem kallar"),
    ],
)  # fmt: skip
def test_a_sentence_leads_to_its_line(sentence: str, path: str, line: str) -> None:
    """Whatever the page did to it: filled placeholders, capitals, spaces, soft hyphens; all or a part."""
    (match,) = [match for match in find(sentence) if match.path == path]

    assert match.whole
    assert line_at(match).startswith(line)


def test_a_line_within_a_folded_text_is_the_one_that_holds_the_words() -> None:
    """Not the line where the text begins."""
    text = (ROOT / "tests/exempel/agreements/exempelavtalet/routine.yaml").read_text(encoding="utf-8")
    folded = text[text.index("text: >-") :].splitlines()[2].strip()
    (match,) = [match for match in find(folded) if match.place.file == ROUTINE]

    assert folded == line_at(match)


def test_only_the_binders_where_it_applies_are_named() -> None:
    """Each with its own words; a text that a lower level replaces applies nowhere else."""
    (own,) = [match for match in find("inom tio dagar") if match.path == "routine.steps.kalla.text"]
    replaced = {match.place.file: match.binders for match in find("Vem kallar") if "vem-kallar" in match.path}

    assert ("norrby",) == own.binders
    assert ("norrby",) == replaced.pop("data/municipalities/norrby.yaml")
    assert [("soderby",)] == list(replaced.values())
    assert [] == [
        match for match in find("070-174 06 20", "soderby") if match.place.file.endswith("norrby.yaml")
    ]


def test_the_nearest_is_shown_where_the_whole_stands_nowhere() -> None:
    """The longest run of words that some text has."""
    matches = find("Och så håller ihop planen och är familjens vän")

    assert [("routine.roles.samordnare.text", False, "håller ihop planen och är familjens")] == [
        (match.path, match.whole, match.found) for match in matches
    ]


@pytest.mark.parametrize(
    "sentence", ["", "?!", "xyzzy", "{{ config }}", "<script>", "{", "(" * 10_000, "a " * 10_000]
)
def test_what_stands_nowhere_is_not_found(sentence: str) -> None:
    """However it is written."""
    assert [] == find(sentence)


@pytest.mark.parametrize(
    ("sentence", "file"),
    [
        (WORDS["Missing command."], "macros/commands/swedish_click.py"),
        ("Du behöver inte kunna programmera", "docs/redaktor/index.md"),
        ("Senast ändrad", "overrides/partials/printed.html"),
        ("Find a sentence in the program's own texts", ""),
    ],
)
def test_the_programs_own_words_are_found_in_its_files(sentence: str, file: str) -> None:
    """An editor learns that no file of hers holds them. What no reader sees is not found."""
    places = {place.file for place in find_in_program(sentence)}

    assert file in places if file else not places


@pytest.mark.slow
@pytest.mark.usefixtures("quick_pages")
def test_the_guides_page_leads_to_the_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command answers is what the page says of it; the rows that it tells one to change are there."""
    monkeypatch.setattr(reader_view, "_add_sheets", lambda *_: None)  # they take their time
    names = [path.name for path in Path("data", "municipalities").iterdir()]
    others = {*names} - {"haparanda.yaml", "overtornea.yaml"}
    shutil.copytree(
        "data", tmp_path / "data", ignore=lambda folder, _: others if folder.endswith("ties") else []
    )
    monkeypatch.chdir(tmp_path)
    editor = Editor()
    editor.carry_out("hitta")
    place, *lines = editor.answer.splitlines()
    file, _, line = place.partition(":")

    assert "rätt att börja genast." in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert "  Rutinen i Östra Norrbotten, steget ”Börja i din egen verksamhet”" == lines[0]
    assert "  ”Rutinerna ger dig rätt att börja.”" == lines[1]
    assert "  parmen explain haparanda routine.steps.borja-hos-dig.points.4" == lines[2]
    assert [True] == ["Rutin" in line for line in lines if line.startswith("    sidor:")]
    assert "Gäller också i Övertorneå." == lines[-1]


@pytest.mark.usefixtures("before")
def test_what_is_not_found_leaves_with_one() -> None:
    """With what to try."""
    done = run_parmen("find", "xyzzy finns inte")

    assert (1, True) == (done.exit_code, "Pröva med färre ord" in done.output)


@pytest.mark.usefixtures("before")
def test_programs_get_json() -> None:
    """One row for each place, without the pages."""
    rows = json.loads(run_parmen("find", "--format", "json", "bokar lokal i Folkets hus").output)

    assert [("checklists.samverkan.questions.vem-kallar.text", True, ["norrby"])] == [
        (row["path"], row["whole"], row["binders"]) for row in rows
    ]
