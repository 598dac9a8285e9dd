"""From a finished page to its sections."""

import pytest

from macros.web.search.sections import read_sections


def read(article: str) -> list[tuple[str, str, str, int]]:
    page = f"<html><body><nav>Meny</nav><article>{article}</article><p>Fot</p></body></html>"
    return [(section.anchor, section.title, section.text, section.parent) for section in read_sections(page)]


@pytest.mark.parametrize(
    ("article", "sections"),
    [
        (
            """<h1>Rutin</h1><p>Först.</p>
      <section id="fore"><h2>Före mötet</h2><p>Börja så</p>
        <ol><li id="steg-ett"><h3>Ett</h3><p>Gör <em>ett</em>.</p></li></ol><p>Sedan.</p></section>""",
            [
                ("", "Rutin", "Först.", -1),
                ("fore", "Före mötet", "Börja så. Sedan.", 0),
                ("steg-ett", "Ett", "Gör ett.", 1),
            ],
        ),
        (
            "<h1>Vård &amp; skola</h1><p>1 < 2 och nätverks\u00admöte</p>",
            [("", "Vård & skola", "1 < 2 och nätverksmöte.", -1)],
        ),
        ("<h1>Tom</h1>", [("", "Tom", "", -1)]),
        ("<p>Text utan rubrik</p>", []),
        ("", []),
    ],
    ids=["nested", "signs", "no text", "no heading", "empty"],
)
def test_an_article_is_split_into_sections(article: str, sections: list[tuple[str, str, str, int]]) -> None:
    """Each text goes to the innermost section, and each section knows what holds it. Nothing is made up."""
    assert sections == read(article)


@pytest.mark.parametrize("page", ["", "<html><body><h1>Ingen artikel</h1></body></html>"])
def test_a_page_without_an_article_has_no_sections(page: str) -> None:
    """And nothing breaks."""
    assert [] == read_sections(page)


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
    assert [("", "Rubrik", "Före. Efter.", -1)] == read(f"<h1>Rubrik</h1><p>Före</p>{left_out}<p>Efter</p>")


@pytest.mark.parametrize(
    ("article", "sections"),
    [
        ('<div id="k"><dl><dt>Namn</dt><dd>Text</dd></dl></div>', [("k", "Namn", "Text.", 0)]),
        (
            '<div id="k"><h3>Tid</h3><dl><dt>Dag</dt><dd>i dag</dd></dl></div>',
            [("k", "Tid", "Dag: i dag.", 0)],
        ),
        (
            '<div id="k"><h2>Ett</h2><p>a<h2>Två</h2><p>b</div>',
            [("k", "Ett", "a.", 0), ("k", "Två", "b.", 0)],
        ),
        ('<div id="k"><h2>Ett</h2><h3>Två</h3><p>b</div>', [("k", "Ett", "Två. b.", 0)]),
        ("<h2>Ett</h2><p>: a", [("", "Ett", "a.", 0)]),
        ('<div id="k"><h2>Ett</h2><h3 id="l">Två</h3></div>', [("k", "Ett", "", 0), ("l", "Två", "", 0)]),
        (
            '<div id="k"><p>Ny version.</p><p>Den fick mål.</p></div>',
            [("k", "Ny version", "Den fick mål.", 0)],
        ),
        ('<div id="k"><h2>Ett</h2>a<br>b<span>c</span>d <i>e</i>!</div>', [("k", "Ett", "a b c d e!", 0)]),
        (
            '<div id="k"><h2>Ett</h2>2 Ring nu :<ul><li>a (b)<li>7 %</ul></div>',
            [("k", "Ett", "Ring nu: a (b). 7 %.", 0)],
        ),
    ],
    ids=[
        "dt as title",
        "dt as text",
        "same anchor",
        "no anchor",
        "on the page",
        "own anchor",
        "no heading",
        "inline",
        "signs",
    ],
)
def test_titles_and_texts(article: str, sections: list[tuple[str, str, str, int]]) -> None:
    """A heading or term names its section; without one it is called by its first sentence."""
    assert sections == read(f"<h1>Sida</h1>{article}")[1:]
