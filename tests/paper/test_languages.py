"""A translated leaflet speaks one language: no Swedish heading or label is left in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from macros.paper.documents import Writer

LANGUAGES = ("fi", "en", "ar")
SLUG = "norrby"
VOID = {"br", "meta", "img", "input", "link", "hr", "wbr"}
SAME = re.compile(r"[\W\d_]*|Norrby")
"""What is the same in every language: numbers, marks, names of places."""


class Texts(HTMLParser):
    """Gathers the texts that stand in the document's own language, headings by themselves."""

    def __init__(self, root: str) -> None:
        super().__init__()
        self.root, self.headings, self.texts = root, list[str](), list[str]()
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag not in VOID:
            inside = tag == self.root or (bool(self.open) and self.open[-1][1])
            self.open.append((tag, inside and (tag == self.root or "lang" not in given) and tag != "svg"))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        said = " ".join(data.split())
        if said and self.open and self.open[-1][1]:
            self.texts.append(said)
            if any(re.fullmatch("h[1-6]", tag) for tag, _ in self.open):
                self.headings.append(said)


def read(html: str, root: str = "main") -> Texts:
    found = Texts(root)
    found.feed(html)
    return found


@pytest.fixture(scope="module")
def sheets(example) -> dict[str, Texts]:
    writer = Writer(example, example.binders[SLUG])
    return {
        language: read(writer.sheet("familj" if language == "sv" else f"familj-{language}").html)
        for language in ("sv", *LANGUAGES)
    }


def test_the_reader_of_texts_passes_by_what_says_another_language():
    found = read(
        '<main><h1>Rubrik</h1><p lang="sv">Förslag</p><svg><title>bild</title></svg><p>Ord</p></main>'
    )

    assert (["Rubrik"], ["Rubrik", "Ord"]) == (found.headings, found.texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_leaflet_has_no_swedish_word(language, sheets):
    swedish = {text for text in sheets["sv"].texts if not SAME.fullmatch(text)}

    assert len(sheets["sv"].headings) == len(sheets[language].headings) > 5
    assert [] == [text for text in sheets[language].texts if text in swedish]


def test_the_leaflets_labels_have_swedish_words_of_their_own(real):
    """Only a translated leaflet has to give them."""
    html = Writer(real, real.binders["kalix"]).sheet("familj").html

    assert [] == [word for word in ("Det här händer", "Klipp här", "Namn", "Nästa möte") if word not in html]


def test_the_family_pages_headings_are_in_the_pages_language(example_site):
    pages = {
        language: (example_site / SLUG / "familj" / language.replace("sv", "") / "index.html").read_text(
            "utf-8"
        )
        for language in ("sv", *LANGUAGES)
    }
    swedish = {said for said in read(pages["sv"], "article").headings if not SAME.fullmatch(said)}

    assert len(swedish) > 5
    for language in LANGUAGES:
        assert [] == [said for said in read(pages[language], "article").headings if said in swedish], language


def test_arabic_is_read_from_the_right(example):
    html = Writer(example, example.binders[SLUG]).sheet("familj-ar").html

    assert '<html lang="ar" dir="rtl">' in html
