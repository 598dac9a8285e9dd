"""What differs is found field by field, at the level where it is written."""

from pathlib import Path

import pytest

from macros.changes.compare import ORDER, compare
from macros.changes.descriptions import Describer
from macros.changes.reach import make_changes
from macros.changes.record_names import NAMELESS, NOUNS
from macros.changes.snapshot import Reading, assemble_reading
from macros.records.base import Record
from macros.rendering.texts import plain
from tests.changes.conftest import TODAY, add_nyby, edit, now

NORRBY = "municipalities/norrby.yaml"
SODERBY = "municipalities/soderby/contacts.yaml"
ROUTINE = "agreements/exempelavtalet/routine.yaml"


def describe_edits(before: Reading) -> list[str]:
    """Return every change in words."""
    new = now()
    assert not new.problems
    descriptions = map(Describer(before, new).describe, compare(before.source, new.source))
    return [f"{d.title}: {d.before} → {d.after}" for d in descriptions]


def test_what_two_versions_share_is_merged_as_each_says(before: Reading) -> None:
    """The state of a record without its own is its level's: in a version between, and in the older again."""
    older = before.shelf.binders
    edit("agreements/exempelavtalet/index.yaml", "state: example", "state: adopted")
    between = now().shelf.binders
    edit(NORRBY, "070-174 06 20", "070-174 06 29")
    new = now()
    state = [change for change in compare(before.source, new.source) if change.kind == "state"]

    made = assemble_reading(make_changes(before.source, new.source, state), TODAY).shelf.binders
    again = assemble_reading(before.source, TODAY).shelf.binders
    assert ["adopted"] == [change.after for change in state]
    assert between == made
    assert older == again
    assert older != made


def test_comments_and_folding_are_no_change(before: Reading) -> None:
    """Neither is a municipality's file that grows into a folder."""
    edit(NORRBY, "state: example\n", "# En kommentar.\nstate:   example\n")
    edit(
        NORRBY,
        "    text: Här ska {mötet} hållas inom",
        "    text: >-\n      Här ska {mötet}\n      hållas inom",
    )
    Path("data", "municipalities/norrby").mkdir()
    Path("data", NORRBY).rename("data/municipalities/norrby/index.yaml")

    assert [] == describe_edits(before)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (NORRBY, "070-174 06 20", "070-174 06 29", "Telefon till {elevhalsa} i Norrby: 070-174 06 20 → 070-174 06 29"),
        (NORRBY, "within: 10 dagar", "within: 9 dagar", "Mötets regler, inom"),
        (NORRBY, "within: 10 dagar", "within: 2 veckor", "Rutinen i Norrby, mötets regler, inom: 10 dagar → 2 veckor"),
        (NORRBY, "checked: 2026-11-21", "checked: 2026-11-20",
         "Kommunen Norrby, minoritetsspråken, kontrollerat: 21 november 2026 → 20 november 2026"),
        (NORRBY, "sure: high", "sure: medium",
         "Kommunen Norrby, minoritetsspråken, säkerhet: säker → ska kontrolleras"),
        (NORRBY, "state: example", "state: draft", "Kommunen Norrby, läge: exempel → utkast"),
        (NORRBY, "    pages: [rutin]\n\nmark", "    pages: [rutin, familj]\n\nmark", "sidor: rutin → familj"),
        (NORRBY, "Här ska {mötet}", "I Norrby ska {mötet}", "→ I Norrby ska samverkansmötet hållas inom tio dagar."),
        ("glossary.yaml", "vårdplan]", "plan för barnet]",
         "Ordet ”samordnad individuell plan” i ordlistan, andra ord: vårdplan → plan för barnet"),
        ("agreements/exempelavtalet/terms.yaml", "ett möte: ett samverkansmöte", "ett möte: ett samråd",
         "ett möte: ett samverkansmöte → ett möte: ett samråd"),
        ("agreements/exempelavtalet/leaflets/familj.yaml", "När flera hjälper dig", "När många hjälper dig",
         "foldern ”När många hjälper dig” i Exempelavtalet, rubrik: svenska: När flera hjälper dig → svenska: När många"),
        ("agreements/exempelavtalet/documents.yaml", "- id: grona-kortet\n", "", "Dokumentet ”Gröna kortet” i"),
        (SODERBY, "- id: ", "- id: ny\n  service: elevhalsa\n  role: Växeln\n- id: ", "Kontakten {elevhalsa} (Växeln) i Söderby är ny"),
    ],
)  # fmt: skip
def test_change_is_named_with_what_stood_and_stands_there(
    before: Reading, file: str, old: str, new: str, expected: str
) -> None:
    """In Swedish, with the record that it belongs to and the level that it is written at, texts filled in."""
    edit(file, old, new)
    services = {
        service.id: service.short or service.name for service in before.shelf.binders["norrby"].services
    }

    (line,) = describe_edits(before)
    assert expected.format(**services).casefold() in line.casefold()


def test_an_override_says_what_was_inherited(before: Reading) -> None:
    """What stood there before a municipality says otherwise is what the levels above say."""
    inherited = before.shelf.binders["soderby"].checklists["samverkan"].title
    Path("data/municipalities/soderby/checklists.yaml").write_text(
        "samverkan:\n  title: Söderbys egen\n", encoding="utf-8"
    )

    assert [
        f"Checklistan ”Söderbys egen” i Söderby, rubrik: {plain(inherited)} → Söderbys egen"
    ] == describe_edits(before)


def test_record_of_a_higher_level_that_is_taken_away(before: Reading) -> None:
    """It is named, with the municipality that takes it away."""
    edit(NORRBY, "  - id: bvc\n    phone: 070-174 06 22\n", "  - remove: bvc\n")

    assert any("i Norrby är borttagen" in line for line in describe_edits(before))


def test_a_new_order_names_what_moved(before: Reading) -> None:
    """Only the fewest records that must have moved."""
    path = Path("data", SODERBY)
    head, *items = path.read_text(encoding="utf-8").split("- id: ")
    path.write_text("".join([head, *(f"- id: {item.rstrip()}\n" for item in (items[-1], *items[:-1]))]))
    (change,) = compare(before.source, now().source)

    assert ("moved", ORDER, 1) == (change.sort, change.path[-1], sum(bool(s.record) for s in change.trail))


def test_a_new_municipality_is_one_change(before: Reading) -> None:
    """And a removed one."""
    add_nyby()
    Path("data", NORRBY).unlink()

    assert ["Kommunen Norrby är borttagen:  → ", "Kommunen Nyby är ny:  → "] == sorted(describe_edits(before))


def record_classes(model: type[Record] = Record) -> set[type[Record]]:
    """Return every record class there is."""
    children = set(model.__subclasses__())
    return children.union(*map(record_classes, children))


def test_every_record_has_a_word() -> None:
    """A new class gets its Swedish noun."""
    names = {model.__name__ for model in record_classes() if model.__module__.startswith("macros.")}
    assert names - {"Entry", "Kinds", "Binder", "Sourced"} == NOUNS.keys()
    assert NOUNS.keys() >= NAMELESS
    assert not [name for name in NAMELESS if NOUNS[name].endswith(",")]
