"""A translated leaflet speaks one language: no Swedish heading or label is left in it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import tinyhtml5

from macros.paper.documents import Writer

LANGUAGES = ("fi", "en", "ar")
SLUG = "norrby"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SAME = re.compile(r"[\W\d_]*|Norrby")
"""What is the same in every language: numbers, marks, names of places."""


def own_texts(element: Any, heading: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield each text in the language of the document, and whether it stands in a heading. No drawings."""
    heading = heading or element.tag in HEADINGS
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip():
            yield " ".join(text.split()), heading
    for child in element:
        if isinstance(child.tag, str) and "{" not in child.tag and "lang" not in child.attrib:
            yield from own_texts(child, heading)


def read(html: str, root: str = "main") -> tuple[list[str], list[str]]:
    """Return the headings and all texts of a part of a page."""
    part = tinyhtml5.parse(html, namespace_html_elements=False).find(f".//{root}")
    texts = list(own_texts(part))
    return [text for text, heading in texts if heading], [text for text, _ in texts]


@pytest.fixture(scope="module")
def sheets(example) -> dict[str, tuple[list[str], list[str]]]:
    writer = Writer(example, example.binders[SLUG])
    names = {"sv": "familj"} | {language: f"familj-{language}" for language in LANGUAGES}
    return {language: read(writer.sheet(name).html) for language, name in names.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_leaflet_has_no_swedish_word(language, sheets):
    (swedish_headings, swedish_texts), (headings, texts) = sheets["sv"], sheets[language]
    swedish = {text for text in swedish_texts if not SAME.fullmatch(text)}

    assert len(swedish_headings) == len(headings) > 5
    assert [] == [text for text in texts if text in swedish]


def test_the_leaflets_labels_have_swedish_words_of_their_own(real):
    """Only a translated leaflet has to give them."""
    html = Writer(real, real.binders["kalix"]).sheet("familj").html

    assert [] == [word for word in ("Det här händer", "Klipp här", "Namn", "Nästa möte") if word not in html]


def test_the_family_pages_headings_are_in_the_pages_language(example_site):
    headings = {
        language: read((example_site / SLUG / folder / "index.html").read_text("utf-8"), "article")[0]
        for language, folder in {"sv": "familj", **{code: f"familj/{code}" for code in LANGUAGES}}.items()
    }
    swedish = {text for text in headings["sv"] if not SAME.fullmatch(text)}

    assert len(swedish) > 5
    for language in LANGUAGES:
        assert [] == [text for text in headings[language] if text in swedish], language
