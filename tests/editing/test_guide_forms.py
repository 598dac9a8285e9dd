"""What the guide says of forms, carried out as written."""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from macros.editing import Editor, Form, Saved
from macros.editing.translation_form import TranslationForm
from macros.problems import Problem
from macros.records.laid_over import lay_over
from macros.records.shelf import read
from macros.records.whole_shelf import Shelf

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs/redaktor"
TODAY = date(2026, 11, 21)
LEVEL = "Var ska ändringen gälla?"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Editor:
    """An editor of a copy of the real data; its check is the reader's."""
    folder = Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("guide") / "data"))

    def check(files: Mapping[str, bytes | None]) -> tuple[Shelf | None, list[Problem]]:
        with lay_over(files):
            shelf, problems = read(folder, TODAY)
        return (None if problems else shelf), problems

    return Editor(check, read(folder, TODAY)[0])


def rows_of(page: str, section: str) -> list[tuple[str, str]]:
    """Return the table's rows under a heading."""
    text = (GUIDE / f"{page}.md").read_text(encoding="utf-8")
    text = text.partition(f"{{ #{section} }}")[2].partition("\n## ")[0]
    return re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)[1:]


@pytest.mark.parametrize(
    ("place", "record", "title", "added"),
    [
        ("formular#nummer", "kalix contacts.socialtjanst", "Socialtjänstens mottagning", "phone: 0980-31 92 60"),
        ("formular#var", "kalix routine.steps.skriv-sip", "Skriv en SIP tillsammans", "who: Samordnaren"),
        ("formular#ny", "kalix contacts.+", "Kontakter", "phone: 0980-31 92 61"),
        ("formular#gemensamt", "kalix laws.sol-sip", "Lagen", "read: 2026-11-20"),
        ("telefon#pa-sidan", "kalix contacts.socialtjanst", "Socialtjänstens mottagning", "checked: 2026-11-21"),
        ("kontakt#pa-sidan", "ljusdal contacts.+", "Kontakter", "hours: Vardagar 8–10"),
        ("steg#pa-sidan", "ljusdal routine.steps.kalla", "Kalla till samordningsmötet", "tillsammans med registratorn"),
        ("steg#nytt", "ljusdal routine.steps.+", "Steg", "after: se-vilka-som-behovs"),
        ("tid#pa-sidan", "haparanda routine.meeting", "Mötets regler", "within: 21 dagar"),
        ("fraga#pa-sidan", "haparanda checklists.samverkan.questions.vem-bjuder-in", "Vem bjuder in", "bokar lokalen?"),
    ],
)  # fmt: skip
def test_the_guide_is_carried_out_as_written(
    editor: Editor, place: str, record: str, title: str, added: str
) -> None:
    """The form is called so, has the fields that the page names, offers what it says, and saves it."""
    (page, section), (address, path) = place.split("#"), record.split()
    form = editor.draw_form(address, path)
    assert isinstance(form, Form)
    assert title in form.title
    inputs = {item.title: item for item in form.inputs}
    typed = {"base": form.base, "for": form.level}
    for name, words in rows_of(page, section):
        if name == LEVEL:
            typed["for"] = next(choice.key for choice in form.levels if choice.title == words)
        else:
            item = inputs[name]
            typed[item.name] = {word: key for key, word in item.choices}[words] if item.choices else words
    saved = editor.answer(address, path, [*typed.items()])

    assert isinstance(saved, Saved), saved
    assert added in Path(saved.files[0]).read_text(encoding="utf-8")
    towns = len(editor.shelf.municipalities) if path.startswith("laws.") else 1
    assert (towns, True) == (len(saved.towns), address.capitalize() in saved.towns)


def test_a_shared_contact_is_changed_in_one_of_the_binders_only(editor: Editor) -> None:
    """Of a municipality with several, the exception stands under the area that the contact comes from."""
    form = editor.draw_form("kalix", "contacts.bup")
    assert isinstance(form, Form)
    assert ["municipalities/kalix/ostra-norrbotten", "areas/ostra-norrbotten"] == [
        choice.key for choice in form.levels
    ]
    fields = [("base", form.base), ("for", form.levels[0].key), ("hours", "Vardagar 9–12")]
    saved = editor.answer("kalix", "contacts.bup", fields)

    assert isinstance(saved, Saved), saved
    lines = "      - id: bup\n        hours: Vardagar 9–12\n"
    assert lines in Path(saved.files[0]).read_text(encoding="utf-8").partition("skolnarvaro-kalix:")[0]


def test_the_guide_translates_a_leaflet_as_written(editor: Editor) -> None:
    """On the page: the texts that it names are in the form, and are written beside the Swedish, with marks."""
    form = editor.draw_form("kalix", "translations.familj.fi")
    assert isinstance(form, TranslationForm)
    named = {box.where: box for box in form.boxes}
    rows = dict(rows_of("sprak", "pa-sidan"))
    fields = [("base", form.base), *((named[where].name, words) for where, words in rows.items())]
    saved = editor.answer("kalix", form.path, fields)

    assert isinstance(saved, Saved), saved
    assert saved.changes[0].startswith(f"Finska: {form.share.done + len(rows)} av ")
    assert set(rows.values()) <= {line.strip().removeprefix("fi: ") for line in _read(saved.files[0])}
    assert {"translations.yaml"} == {Path(file).name for file in saved.files[1:]}


def _read(file: str) -> list[str]:
    return Path(file).read_text(encoding="utf-8").splitlines()
