"""Texts as HTML and as plain words: what is filled in, what is markup, what stays text."""

from datetime import date
from pathlib import Path

import pytest

from macros.checks import load
from macros.records.binder import Binder
from macros.records.path import NoSuchPathError
from macros.records.shelf import load as load_records
from macros.records.text import Text
from macros.records.whole_shelf import Shelf
from macros.rendering import texts
from tests.conftest import Copy
from tests.edits import edit_example

HOSTILE = "<b>*x*</b> [a](javascript:b)"


def swedish(source: str) -> Text:
    return Text({"sv": source})


@pytest.fixture(scope="module")
def norrby(example: Shelf) -> Binder:
    """A binder with another time than the agreement's and no window."""
    return example.binders["norrby"]


@pytest.fixture(scope="module")
def soderby(example: Shelf) -> Binder:
    """A binder whose meeting has a window."""
    return example.binders["soderby"]


def test_one_sentence_comes_out_right_in_each_binder(norrby: Binder, soderby: Binder) -> None:
    """The term, the time and the window are the binder's own, and its end is told once it has passed."""
    text = swedish("{Mötet} ska hållas inom {routine.meeting.within}{, routine.meeting.window}.")
    then = load_records(Path("tests/exempel"), date(2014, 5, 5)).binders["soderby"]

    assert [
        "Samverkansmötet ska hållas inom tio dagar.",
        "Samverkansmötet ska hållas inom tre veckor, en fredag kl. 10–15 (gällde 2014, ingen senare uppgift).",
        "Samverkansmötet ska hållas inom tre veckor, en fredag kl. 10–15.",
    ] == [texts.plain(text, binder) for binder in (norrby, soderby, then)]
    assert "kl. 10" == texts.plain(swedish("kl. {routine.meeting.window.start}"), soderby)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{möten}", "samverkansmöten"),
        ("{Ett möte}", "Ett samverkansmöte"),
        ("{municipality.name}", "Norrby"),
        ("{agreement.short} i {area.name}", "Exempelavtalet i Exempelbygden"),
        ("{contacts.bup.phone}", "070-174 06 05 (exempel)"),
        ("{agreement.control.adopted}", "november 2024"),
        ("{agreement.control.valid_from}", "1 januari 2025"),
    ],
)
def test_a_phrase_or_a_path_is_filled_in(source: str, expected: str, norrby: Binder) -> None:
    """Phrases of the terms, with the capital that is asked for; values by their path, in words."""
    assert expected == texts.plain(swedish(source), norrby)


@pytest.mark.parametrize(
    "source",
    ["{finns.inte}", "{mötesdag}", "{routine}", "{routine.steps}", "{routine.meeting}", "{agreement.lead}"],
)
def test_only_single_values_fill_a_placeholder(source: str, norrby: Binder) -> None:
    """No record, list or text is printed as Python would."""
    with pytest.raises(NoSuchPathError):
        texts.html(swedish(source), norrby)


@pytest.mark.parametrize("source", ["{{ config }}", "{% include x %}", "{# dolt #}", "a {{ b } c"])
def test_template_languages_stay_text(source: str, norrby: Binder) -> None:
    """Nothing in data is a template."""
    assert source == texts.plain(swedish(source), norrby)
    assert source == texts.html(swedish(source), norrby)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Du *får* säga **nej**.", "Du <em>får</em> säga <strong>nej</strong>."),
        ("[1177](https://www.1177.se/)", '<a href="https://www.1177.se/">1177</a>'),
        ("[ring](tel:112)", '<a href="tel:112">ring</a>'),
        ("[skriv](mailto:a@b.example)", '<a href="mailto:a@b.example">skriv</a>'),
        ("\\*inte så\\*", "*inte så*"),
        ("[läs](http://[::1)", None),
        ("två\nrader   och mer", "två\nrader och mer"),
        ("1. Först", "1. Först"),
        ("# Rubrik", "# Rubrik"),
        ("- punkt", "- punkt"),
        ("`kod` och ![bild](https://a.example/b.png)", None),
        ("[{municipality.name}](https://a.example/)", '<a href="https://a.example/">Norrby</a>'),
    ],
)
def test_markdown_is_inline_only(source: str, expected: str | None, norrby: Binder) -> None:
    """Emphasis and links, whose words may hold a value; no headings, lists, code or pictures."""
    html = texts.html(swedish(source), norrby)

    assert "<img" not in html
    assert "<code" not in html
    assert expected in (None, html)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "../../hemligt",
        "/kalix/",
        "//ond.example",
        "#lagar",
        "http//[::1",
    ],
)
def test_other_links_stay_words(address: str) -> None:
    """What is not on the allow-list is no link, and nothing of it is lost."""
    html = texts.html(swedish(f"[läs]({address})"))

    assert "<a" not in html
    assert "[läs](" in html


@pytest.mark.parametrize("source", ["<script>alert(1)</script>", "<b>fet</b>", "a & b < c", '"><img src=x>'])
def test_html_is_escaped(source: str) -> None:
    """No tag of the data's reaches a page; the words do."""
    html = texts.html(swedish(source))

    assert "<" not in html
    assert source == texts.plain(swedish(source))


def test_values_go_in_after_markdown(example_copy: Copy) -> None:
    """A municipality's name is never markup, code or a link, wherever a text uses it."""
    hostile = edit_example("municipalities/norrby.yaml", ("name: Norrby", f"name: '{HOSTILE}'"))
    binder = load(example_copy(hostile)).binders["norrby"]
    sentence = swedish("*I {municipality.name}* [här](https://a.example/)")

    assert (
        "<em>I &lt;b&gt;*x*&lt;/b&gt; [a](javascript:b)</em> "
        '<a href="https://a.example/">här</a>' == texts.html(sentence, binder)
    )
    assert f"I {HOSTILE} här" == texts.plain(sentence, binder)


def test_a_language_falls_back_to_swedish(example: Shelf, norrby: Binder) -> None:
    """A version that is not there reads Swedish."""
    lead = example.site.urgent[0].text

    assert ["När det är fara för liv eller hälsa.", "Kun henki tai terveys on vaarassa."] == [
        texts.plain(lead, norrby, language) for language in ("so", "fi")
    ]


def test_what_is_no_text_is_plain_too() -> None:
    """A name is given as it is, nothing for None."""
    assert ["Norrby", "", "14 dagar"] == [texts.plain(value) for value in ("Norrby", None, "14 dagar")]
