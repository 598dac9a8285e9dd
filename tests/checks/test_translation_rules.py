"""A half or an old translation is never offered as whole, and never published."""

from pathlib import Path

import pytest

from macros.checks import load
from macros.checks.publishing import list_unready
from macros.checks.translation_rules import list_warnings
from macros.exchange.translation_marks import write_marks
from macros.paper.documents import Writer
from macros.records.due import falling_due
from macros.records.languages import LANGUAGES, SWEDISH_NAMES
from macros.records.leaflet_texts import list_shares
from macros.records.text import Text
from macros.records.translations import MarkedFile, Marks, Translations, hash_text, make_mark
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from tests.edits import copy_example, edit_example
from tests.sites import TODAY
from tests.small import AGREEMENT, SLUG, load_small

BODY = "steps: [{id: a, title: A, when: Nu, text: Vi.}]\nsenders: Skolan\n"

LEAFLET = "agreements/exempelavtalet/leaflets/familj.yaml"
EDITS = edit_example(
    LEAFLET,
    ("sv: Vi träffas\n", "sv: Vi ses allihop\n"),
    ("      fi: Ennen kokousta\n", ""),
    ("fi: Joskus tarvitaan apua monelta.", "fi: Joskus apua tarvitaan monelta."),
)
"""One Swedish text has changed, one Finnish is missing, and one is written anew by hand."""


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return load(copy_example(tmp_path_factory.mktemp("translated") / "data", EDITS), TODAY)


def test_each_language_says_how_much_it_has(edited: Shelf, example: Shelf) -> None:
    """What is missing and what is outdated do not count."""
    shares = list_shares(edited, edited.binders["norrby"], "familj")

    assert ["finska: 51 av 53 texter", "engelska: 52 av 53 texter", "arabiska: 52 av 53 texter"] == [
        share.words for share in shares
    ]
    assert all(share.is_whole for share in list_shares(example, example.binders["norrby"], "familj"))


def test_nothing_half_or_old_is_published(edited: Shelf, example: Shelf) -> None:
    """The publishing gate names each, beside all else that an example is not ready in."""
    old, told = (
        [(problem.rule, problem.line) for problem in list_unready(shelf) if "translat" in problem.rule]
        for shelf in (example, edited)
    )

    assert [] == old
    assert [("half-translated", 4), *[("outdated-translation", 43)] * 3] == told


def test_the_check_and_the_list_of_what_is_due_tell_of_them(edited: Shelf, example: Shelf) -> None:
    due = [due.sentence for due in falling_due(edited, 0) if due.kind == "translation"]

    assert [] == list_warnings(example)
    assert ["half-translated", "unmarked-translation"] == [problem.rule for problem in list_warnings(edited)]
    assert 3 == len(due)
    assert (
        "Foldern ”När flera hjälper dig” på finska: en text översattes från en äldre svensk text, "
        "och visas på svenska"
    ) in due


def test_swedish_in_another_language_says_that_it_is_swedish(edited: Shelf) -> None:
    """An outdated text is not shown, and numbers in Swedish words need no direction of their own."""
    binder = edited.binders["norrby"]
    steps = {
        language: Renderer(edited, binder, Web("norrby", depth=2), language).component(
            "leaflet", binder.leaflets["familj"], part="steps"
        )
        for language in ("sv", "fi", "ar")
    }
    shown = {language: html.replace("\u200e", "") for language, html in steps.items()}
    swedish = '<span class="swedish" lang="sv" dir="ltr">Vi ses allihop</span>'

    assert [False, True, True] == [swedish in html for html in shown.values()]
    assert ("Tapaamme<" in steps["fi"], "نلتقي<" in steps["ar"]) == (False, False)
    assert '<p class="when"><span class="swedish" lang="sv" dir="ltr">Före mötet</span></p>' in steps["fi"]


def test_a_half_translated_leaflet_says_so_in_its_language_and_in_swedish(
    edited: Shelf, example: Shelf
) -> None:
    html = [
        Renderer(shelf, shelf.binders["norrby"], Web("norrby", depth=2), "fi").component(
            "untranslated", shelf.binders["norrby"].leaflets["familj"]
        )
        for shelf in (edited, example)
    ]

    assert "Muu on ruotsiksi." in html[0]
    assert '<span lang="sv" dir="ltr">51 av 53 texter finns på finska.</span>' in html[0]
    assert "" == html[1]


def test_old_texts_of_every_leaflet_and_language_fall_back_and_are_told_of(tmp_path: Path) -> None:
    """On page and folded sheet the Swedish stands with a mark, and ``parmen due`` names each."""
    codes = [code for code in LANGUAGES if code != "sv"]
    old = {code: f"{code} gammal" if code != "ti" else "ሰላም" for code in codes}
    versions = "".join(f", {code}: {text}" for code, text in old.items())
    title = f"{{sv: Ny rubrik{versions}}}"
    files = {
        f"{AGREEMENT}/leaflets/{key}.yaml": f"title: {title}\naudience: Till dig\nlead: {lead}\n{BODY}"
        for key, lead in {"familj": "Läs.", "barn": "Hej."}.items()
    }
    marks = [
        f"- language: {code}\n  file: x.yaml\n  texts: [{make_mark(Text({'sv': 'Rubrik', code: text}), code)}]\n"
        for code, text in old.items()
    ]
    files["translations.yaml"] = "marked:\n" + "".join(marks)
    shelf = load_small(tmp_path / "data", files=files)
    binder = shelf.binders[SLUG]
    due = [due.sentence for due in falling_due(shelf, 0) if due.kind == "translation"]
    writer = Writer(shelf, binder)
    sheets = {code: writer.sheet(f"familj-{code}").html for code in codes}

    assert 2 * len(codes) == len(due)
    assert [] == [code for code in codes if sum(f"på {SWEDISH_NAMES[code]}:" in said for said in due) != 2]
    for code, html in sheets.items():
        heading = html.partition("<h1>")[2].partition("</h1>")[0].replace("\u200e", "")
        assert heading == '<span class="swedish" lang="sv" dir="ltr">Ny rubrik</span>', code
        assert f"{SWEDISH_NAMES[code].capitalize()}: " in html, code
    page = Renderer(shelf, binder, Web(SLUG, depth=2), "ar")
    shown = page.component("untranslated", binder.leaflets["barn"])
    assert "texter finns på arabiska." in shown


def test_marks_stay_until_somebody_has_read_the_translation_again(edited: Shelf) -> None:
    """Writing them drops only those of translations that are gone."""
    before = edited.folder.joinpath("translations.yaml").read_text("utf-8")
    after = write_marks(edited, [])
    gone = {
        hash_text("Ennen kokousta"),
        hash_text("Joskus tarvitaan apua monelta. Silloin tapaamme kokouksessa."),
    }

    assert gone == {line[-8:] for line in set(before.splitlines()) - set(after.splitlines())}
    assert set(after.splitlines()) < set(before.splitlines())


def test_how_lines_are_broken_makes_no_translation_old(tmp_path: Path) -> None:
    folded = edit_example(LEAFLET, ("sv: Vi träffas\n", "sv: >-\n        Vi\n        träffas\n"))

    assert [] == list_warnings(load(copy_example(tmp_path / "data", folded), TODAY))


def test_two_texts_may_have_one_translation() -> None:
    """The mark of the one says nothing of the other, until its own Swedish is gone."""
    no, never, changed = (Text({"sv": words, "fi": "Ei"}) for words in ("Nej", "Inte", "Nehej"))
    mark = make_mark(no, "fi")
    marked = MarkedFile.model_construct(language="fi", file="x.yaml", texts=[mark])
    marks = Marks(Translations.model_construct(marked=[marked]))
    marks.date_texts([no, never])
    marks.date_texts([changed])

    assert ["current", "unmarked", "outdated"] == [marks.status(text, "fi") for text in (no, never, changed)]
    assert "missing" == marks.status(no, "ar")
