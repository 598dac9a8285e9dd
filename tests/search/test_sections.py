"""From a finished page to its sections."""

from __future__ import annotations

import pytest

from macros.web.search.sections import Section, read_sections


def read(article: str) -> list[Section]:
    return read_sections(f"<html><body><nav>Meny</nav><article>{article}</article><p>Fot</p></body></html>")


def told(article: str) -> list[tuple[str, str, str, int]]:
    return [(one.anchor, one.title, one.text, one.parent) for one in read(article)]


def test_sections_nest() -> None:
    """Each text goes to the innermost section, and each section knows what holds it."""
    page = """<h1>Rutin</h1><p>Först.</p>
      <section id="fore"><h2>Före mötet</h2><p>Börja så</p>
        <ol><li id="steg-ett"><h3>Ett</h3><p>Gör <em>ett</em>.</p></li></ol><p>Sedan.</p></section>"""

    assert [
        ("", "Rutin", "Först.", 0),
        ("fore", "Före mötet", "Börja så. Sedan.", 0),
        ("steg-ett", "Ett", "Gör ett.", 1),
    ] == [(anchor, title, text, max(0, parent)) for anchor, title, text, parent in told(page)]


@pytest.mark.parametrize(
    "left_out",
    [
        "<svg><title>Bild</title><text>Dold</text></svg>",
        "<p hidden>Dold</p>",
        '<p aria-hidden="true">Dold</p>',
        "<div data-unsearched><p>Dold <b>djupt</b></p><ul><li>Dold</li></ul></div>",
        "<nav><a href='x'>Dold</a></nav>",
        "<button>Dold</button>",
        '<span class="nr">7</span>',
        "<script>let dold = '<p>';</script>",
        "<!-- Dold <h2>x</h2> -->",
    ],
)
def test_what_is_left_out(left_out: str) -> None:
    """Drawings, what is hidden or marked, navigation, buttons, numbers, scripts and comments."""
    assert [("", "Rubrik", "Före. Efter.", -1)] == told(f"<h1>Rubrik</h1><p>Före</p>{left_out}<p>Efter</p>")


def test_a_record_without_a_heading_is_called_by_its_first_sentence() -> None:
    """What follows is its text."""
    found = told('<h1>Historia</h1><ol><li id="h-2013"><p>Ny version.</p><p>Den fick mål.</p></li></ol>')

    assert ("h-2013", "Ny version", "Den fick mål.", 0) == found[1]


def test_a_page_without_text_or_article_has_no_sections() -> None:
    """Nothing is made up, and nothing breaks."""
    assert [] == read("")
    assert [] == read("<p>Text utan rubrik</p>")
    assert [] == read_sections("<html><body><h1>Ingen artikel</h1></body></html>")
    assert [] == read_sections("")
    assert [("", "Tom", "", -1)] == told("<h1>Tom</h1>")


def test_signs_are_read_as_they_are_meant() -> None:
    """Entities, soft hyphens, and a bare less-than sign."""
    assert [("", "Vård & skola", "1 < 2 och nätverksmöte.", -1)] == told(
        "<h1>Vård &amp; skola</h1><p>1 < 2 och nätverks\u00admöte</p>"
    )
