"""A leaflet is translated by its form, in the way that a translator's file is read."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from macros.editing import Answer, Editor, Refusal, Saved
from macros.editing.translation_form import Languages, TranslationForm
from macros.exchange.translation_import import plan_changes, write_files
from macros.exchange.xliff_reader import Translated, TranslatedFile
from macros.exchange.xliff_writer import Unit
from macros.records.shelf import read
from tests.edits import copy_example, replace_text

TODAY = date(2026, 11, 21)
LEAFLET = "agreements/exempelavtalet/leaflets/familj.yaml"
SOMALI, FINNISH, ARABIC = (f"translations.familj.{code}" for code in ("so", "fi", "ar"))
TITLE, LEAD, ADDRESS = "Rubrik", "Ingress", "Tilltal"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example, with a link in a text; each test leaves it as it was."""
    data = copy_example(tmp_path_factory.mktemp("translating") / "data")
    replace_text(data / LEAFLET, ("sv: Du är den som", "sv: Du är **[den](https://www.bris.se/)** som"))
    return data


@pytest.fixture
def editor(read_once: Editor, folder: Path) -> Iterator[Editor]:
    """The editor; afterwards the folder's files are as they were."""
    before, shelf = contents(folder), read_once.shelf
    yield read_once
    for path, content in before.items():
        if path.read_bytes() != content:
            path.write_bytes(content)
    read_once.journal.entries.clear()
    read_once.renew(shelf)


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.yaml")}


def draw(editor: Editor, path: str = SOMALI) -> TranslationForm:
    form = editor.draw_form("norrby", path)
    assert isinstance(form, TranslationForm)
    return form


def send(editor: Editor, form: TranslationForm, typed: Mapping[str, str], *confirmed: str) -> Answer:
    """Send a form as a browser does, with what was typed in some boxes and ticked beside others."""
    fields = [("base", form.base)]
    for box in form.boxes:
        fields += [(box.name, typed.get(box.where, box.value))]
        fields += [(f"ok:{box.name}", "ja")] if box.where in confirmed else []
    return editor.answer("norrby", form.path, fields)


def faults(answer: Answer) -> dict[str, str]:
    assert isinstance(answer, TranslationForm), answer
    return {box.where: " ".join(box.faults) for box in answer.boxes if box.faults}


def test_a_language_is_begun_and_undone_byte_for_byte(editor: Editor, folder: Path) -> None:
    """Half is a draft and is counted; the marks of the Swedish come along; the rest keeps every byte."""
    before = contents(folder)
    form = draw(editor)
    saved = send(editor, form, {TITLE: "Marka dad: badan", LEAD: "Mararka {ett möte}."})
    assert isinstance(saved, Saved)
    after = contents(folder)
    lines = [
        line
        for line in after[folder / LEAFLET].splitlines()
        if line not in before[folder / LEAFLET].splitlines()
    ]
    share = draw(editor).share
    editor.undo(saved.undo_key)

    assert (0, 2) == (form.share.done, share.done)
    assert f"Somaliska: 2 av {share.total} texter." == saved.changes[0]
    assert [b'  so: "Marka dad: badan"', "  so: Mararka {ett möte}.".encode()] == lines
    assert {folder / LEAFLET, folder / "translations.yaml"} == {
        path for path in after if after[path] != before[path]
    }
    assert ["norrby", "soderby"] == saved.municipalities
    assert before == contents(folder)


def test_the_form_writes_what_a_translators_file_does(editor: Editor, folder: Path) -> None:
    """One way to write, not two: small words that have no Swedish in the file yet too."""
    form = draw(editor)
    typed = {TITLE: "Marka", "Små ord › skriv ut": "Daabac"}
    chosen = [box for box in form.boxes if box.where in typed]
    file = TranslatedFile("x.xlf", "so")
    for box in chosen:
        file.units[Unit(*box.name.split(":"))] = Translated(box.swedish, typed[box.where], "final", True, 1)
    written = write_files(editor.shelf, plan_changes(editor.shelf, file))
    send(editor, form, typed)

    assert {folder / name for name in written} == {folder / LEAFLET, folder / "translations.yaml"}
    assert written == {name: (folder / name).read_text(encoding="utf-8") for name in written}


@pytest.mark.parametrize(
    ("where", "typed", "said"),
    [
        (LEAD, "Mararka.", "”{ett möte}” saknas"),
        (LEAD, "Mararka {ett mote}.", "”{ett mote}” finns inte i den svenska texten"),
        (LEAD, "Mararka {ett möte}, {site.email}.", "”{site.email}” finns inte"),
        (ADDRESS, "Adigu waxaad tahay qofka.", "”](https://www.bris.se/)”"),
        (ADDRESS, "Adigu **[qof](javascript:alert(1))**.", "finns inte i den svenska texten"),
        (TITLE, "Marka \u202edad", "vänder skrivriktningen (U+202E)"),
        (TITLE, "Marka \u200bdad", "U+200B"),
        (TITLE, "Mаrka", "kyrillisk"),
        (TITLE, "Marka\x07", "U+0007"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_box(
    editor: Editor, folder: Path, where: str, typed: str, said: str
) -> None:
    """Nothing is written, and all that was typed stays."""
    before = contents(folder)
    answer = send(editor, draw(editor), {"Avsändare": "Dugsiga {municipality.name}", where: typed})
    found = faults(answer)

    assert [where] == [*found]
    assert said in found[where]
    assert isinstance(answer, TranslationForm)
    assert (422, typed) == (answer.status, next(box.value for box in answer.boxes if box.where == where))
    assert "Dugsiga {municipality.name}" in {box.value for box in answer.boxes}
    assert before == contents(folder)


def test_any_words_are_words(editor: Editor, folder: Path) -> None:
    """YAML's own signs and HTML are read back as they were typed, and drawn as text; templates are refused."""
    words = ["- a: b # c", "'Waxan", '"', "<script>alert(1)</script>", "sv: x", "&a", "!!a", "|", "no"]
    plain = [box.where for box in draw(editor).boxes if not box.codes]
    typed = dict(zip(plain, words, strict=False))
    answer = send(editor, draw(editor), typed)
    refused = send(editor, draw(editor), {TITLE: "{{ config }}"})
    shelf, problems = read(folder, TODAY)
    form = draw(editor)

    assert isinstance(answer, Saved)
    assert [] == problems
    assert words == [box.value for box in form.boxes if box.where in typed]
    assert words[0] == shelf.binders["norrby"].leaflets["familj"].title.written("so")
    assert "<script>" not in form.draw("/x")
    assert [TITLE] == [*faults(refused)]


def test_two_editors_do_not_overwrite_each_other(editor: Editor) -> None:
    """The second sees what the file says now beside her own; another box goes through."""
    first, second = draw(editor), draw(editor)
    send(editor, first, {TITLE: "Marka"})
    answer = send(editor, second, {TITLE: "Kolka"})
    assert isinstance(answer, TranslationForm)
    title = answer.boxes[0]
    elsewhere = send(editor, second, {"Avsändare": "Dugsiga {municipality.name}"})

    assert (409, "Kolka", "Marka") == (answer.status, title.value, title.current)
    assert isinstance(elsewhere, Saved)
    assert "Marka" == draw(editor).boxes[0].value


def test_swedish_that_changed_meanwhile_is_read_again(editor: Editor, folder: Path) -> None:
    """A translation of a text that is no longer there is not marked as made from the new one."""
    form = draw(editor)
    replace_text(folder / LEAFLET, ("sv: När flera hjälper dig", "sv: När många hjälper dig"))
    answer = send(editor, form, {TITLE: "Marka"})
    assert isinstance(answer, TranslationForm)

    assert (409, "Marka", "När många hjälper dig") == (
        answer.status,
        answer.boxes[0].value,
        answer.boxes[0].swedish,
    )
    assert "Svenskan har ändrats" in faults(answer)[TITLE]
    assert isinstance(send(editor, answer, {TITLE: "Marka"}), Saved)


def test_an_older_translation_is_marked_and_confirmed(editor: Editor, folder: Path) -> None:
    """It stands beside what the Swedish is now; a tick says that it is right, and nothing but the mark is written."""
    replace_text(folder / LEAFLET, ("sv: När flera hjälper dig", "sv: När många hjälper dig"))
    form = draw(editor, FINNISH)
    title, page = form.boxes[0], html.fromstring(str(form.draw("/x")))
    saved = send(editor, form, {}, TITLE)

    assert ("outdated", "När många hjälper dig", "Kun moni auttaa sinua") == (
        title.status,
        title.swedish,
        title.value,
    )
    assert "Svenskan har ändrats" in page.text_content()
    assert form.share.done == form.share.total - 1 - sum(box.status == "outdated" for box in form.boxes[1:])
    assert isinstance(saved, Saved)
    assert ["translations.yaml"] == [Path(name).name for name in saved.files]
    assert "current" == draw(editor, FINNISH).boxes[0].status


def test_a_translation_is_not_lost_by_emptying_its_box(editor: Editor) -> None:
    """It is said instead; a form with nothing new says so."""
    form = draw(editor, FINNISH)
    same = send(editor, form, {})
    assert isinstance(same, TranslationForm)

    assert "tom" in faults(send(editor, form, {TITLE: " "}))[TITLE]
    assert ["Du har inte ändrat något."] == same.faults


def test_each_box_has_its_language_and_direction(editor: Editor) -> None:
    """For spelling, for reading aloud and for what is read from the right; Swedish is Swedish."""
    page = html.fromstring(str(draw(editor, ARABIC).draw("/x")))
    boxes = page.findall(".//textarea")

    assert {("ar", "rtl", "true")} == {
        (box.get("lang"), box.get("dir"), box.get("spellcheck")) for box in boxes
    }
    assert {"sv"} == {text.get("lang") for text in page.find_class("edit-swedish")}
    assert [] == [box.get("name") for box in boxes if not page.xpath(f"//label[@for='{box.get('id')}']")]


def test_the_languages_are_listed_with_how_much_there_is(editor: Editor) -> None:
    """Each leads to its form; what is no leaflet and no language leads nowhere."""
    languages = editor.draw_form("norrby", "translations.familj")
    assert isinstance(languages, Languages)
    page = html.fromstring(str(languages.draw("/x")))

    assert "Somaliska: 0 av" in page.text_content()
    assert "/x?post=translations.familj.so" in page.xpath("//a/@href")
    for path in (
        "translations.x",
        "translations.familj.sv",
        "translations.familj.xx",
        "translations.",
        "translations.familj.so.x",
    ):
        assert isinstance(editor.draw_form("norrby", path), Refusal)
        assert isinstance(editor.answer("norrby", path, [("base", ""), ("x", "y")]), Refusal)


def test_a_form_without_marks_of_what_stood_there_writes_nothing(editor: Editor, folder: Path) -> None:
    """It could not be seen whether somebody else had changed the text since."""
    before = contents(folder)
    answer = editor.answer("norrby", SOMALI, [(draw(editor).boxes[0].name, "Marka")])

    assert (409, before) == (answer.status, contents(folder))
    assert ["Marka"] == [box.value for box in answer.boxes if box.faults]  # type: ignore[union-attr]
