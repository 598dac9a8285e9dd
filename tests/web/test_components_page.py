"""The page om/komponenter: every component with the tests' records, and the tokens as the style sheets set them."""

from __future__ import annotations

import gzip
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from macros.drawing.svg import PRINT
from macros.project import ROOT
from macros.records.binder import Shelf
from macros.rendering import Renderer, Web
from macros.web import component_catalogue, tokens
from macros.web.field_reference import files_of_fields

PAGE = ROOT / "docs" / "om" / "komponenter.md"
HEX = re.compile(r"#[0-9A-F]{6}\b")
TEXT = ("ink", "pencil", "spruce", "pine", "lingon", "river")
"""The colours that words are written in."""
GROUNDS = ("frost", "lichen", "riverlight")
ON_COLOUR = (("bar", "on-bar"), ("river", "on-river"))
ON_SCREEN = ("light", "dark", "light-contrast", "dark-contrast")


class _Outline(HTMLParser):
    """Collects the ids, the levels of the headings, the links, and what is said of landmarks."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.links: list[str] = []
        self.asides: list[str] = []
        self.styled: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "id" in said:
            self.ids.append(said["id"])
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "href" in said and tag == "a":
            self.links.append(said["href"])
        if tag == "aside":
            self.asides.append(said.get("aria-label", ""))
        if "style" in said:
            self.styled.append(tag)


@pytest.fixture(scope="module")
def page(example_site: Path) -> str:
    """The page's article, built."""
    html = (example_site / "om" / "komponenter" / "index.html").read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


@pytest.fixture(scope="module")
def outline(page: str) -> _Outline:
    """What the page is made of."""
    read = _Outline()
    read.feed(page)
    return read


def _asked() -> list[str]:
    """Name the components that the page asks for, in their order."""
    return re.findall(r'example\("([a-z_]+)"', PAGE.read_text(encoding="utf-8"))


def test_every_component_asked_for_is_drawn_under_its_name(page: str) -> None:
    """The root of each has the class that the page says. Several of a kind have the kind's own."""
    shown = re.findall(r'<div class="shown">\s*<[a-z]+ class="([^"]*)"', page)
    kinds = {"local_notes": "rule", "revisions": "revision"}

    assert [] == [
        (name, classes)
        for name, classes in zip(_asked(), shown, strict=True)
        if not {name, kinds.get(name)} & set(classes.split())
    ]


def test_what_the_design_is_made_of_is_there() -> None:
    """At least these."""
    must = (
        "urgent duty ribbon state local local_notes control steps model rule checklist flow flow_text events "
        "contact leaflet doors downloads"
    )

    assert [] == [name for name in must.split() if name not in _asked()]


def test_the_page_is_well_made(outline: _Outline) -> None:
    """No id twice, no heading's level left out, no landmark of one name twice, nothing painted in place."""
    steps = zip(outline.levels, outline.levels[1:], strict=False)

    assert 1 == outline.levels[0] == outline.levels.count(1)
    assert [] == [(before, after) for before, after in steps if after > before + 1]
    assert len(outline.ids) == len(set(outline.ids))
    assert len(outline.asides) == len(set(outline.asides))
    assert [] == outline.styled


def test_no_example_leads_away(outline: _Outline) -> None:
    """Their links lead to what says so; only the acute numbers, which are real, can be called."""
    assert component_catalogue.NOWHERE.removeprefix("#") in outline.ids
    assert {"tel:112", "tel:1177", "tel:116111"} == {
        link for link in outline.links if link.startswith("tel:")
    }
    assert [] == [link for link in outline.links if link.startswith(("mailto:", "http"))]
    assert {link.removeprefix("#") for link in outline.links if link.startswith("#")} <= set(outline.ids)


def test_the_fields_that_a_component_is_made_of_are_described() -> None:
    """On the page *Alla fält*, under the anchors that this page leads to."""
    asked = set(re.findall(r'anchor="([a-z-]+)"', PAGE.read_text(encoding="utf-8")))
    described = {table.anchor for file in files_of_fields() for table in file.tables}

    assert asked
    assert set() == asked - described


def test_the_page_shows_the_colours_that_are_set(page: str) -> None:
    """Each as the style sheet has it, in every scheme; and no other colour."""
    schemes = {name: tokens.colours(name) for name in (*ON_SCREEN, "print")}
    ours = {value for scheme in schemes.values() for value in scheme.values()}
    greys = {tokens.grey(value) for value in schemes["print"].values()}
    table = page[page.index('class="palette"') : page.index('id="kontrast"')]

    assert ours | greys == set(HEX.findall(table))


@pytest.mark.parametrize("scheme", [*ON_SCREEN, "print"])
def test_every_colour_is_explained(scheme: str) -> None:
    """A new one gets its words before it is used."""
    assert set(component_catalogue.COLOURS) == set(tokens.colours(scheme))


@pytest.mark.parametrize("scheme", [*ON_SCREEN, "print"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    """Text 4.5, shapes 3, the child's ring 3; with high contrast text 7 and lines 4.5."""
    said = tokens.colours(scheme)
    much = scheme.endswith("contrast")
    text, shape = (7, 4.5) if much else (4.5, 3)

    texts = {*((name, "paper") for name in TEXT), *(("ink", name) for name in GROUNDS), *ON_COLOUR}
    shapes = {("edge", "paper"), ("berry", "ring"), *([("line", "paper")] if much else [])}
    least = dict.fromkeys(texts, text) | dict.fromkeys(shapes, shape)

    ratios = {pair: tokens.contrast(said[pair[0]], said[pair[1]]) for pair in least}
    assert {} == {pair: ratio for pair, ratio in ratios.items() if ratio < least[pair]}


def test_the_numbers_of_the_look() -> None:
    """The contrasts that the look was chosen by, counted as WCAG counts."""
    light, dark, paper = (tokens.colours(name) for name in ("light", "dark", "print"))

    assert "16.6" == f"{tokens.contrast(light['ink'], light['paper']):.1f}"
    assert "14.5" == f"{tokens.contrast(dark['ink'], dark['paper']):.1f}"
    assert "9.7" == f"{tokens.contrast(paper['pencil'], paper['paper']):.1f}"
    assert 21 == tokens.contrast("#000000", "#FFFFFF")


def test_only_the_child_keeps_its_colours_where_a_reader_forces_others() -> None:
    """Everything else becomes one of the reader's."""
    forced = tokens.colours("forced")

    assert set(component_catalogue.COLOURS) - set(forced) == {"berry", "ring"}
    assert set(forced.values()) <= set(component_catalogue._SYSTEM)


def test_drawings_on_paper_have_the_papers_colours() -> None:
    """A drawing carries them itself. Its pine is for figures; on paper links are spruce."""
    paper = tokens.colours("print")

    assert {} == {
        name: (value, paper[name])
        for name, value in PRINT.items()
        if name in paper and value != paper[name] and name != "pine"
    }


def test_grey_keeps_the_light() -> None:
    """What a printer without colours makes of a colour can be told apart as well as the colour."""
    for colour in tokens.colours("print").values():
        assert tokens.luminance(colour) == pytest.approx(tokens.luminance(tokens.grey(colour)), abs=0.005)


def test_sizes_are_read_as_they_are_set() -> None:
    """In px on a screen and on a phone, in points on paper."""
    sizes = {size["name"]: size for size in component_catalogue.letters()}

    assert ("80/76", "56/56", "44/46 pt") == tuple(
        sizes["name"][where] for where in ("screen", "phone", "paper")
    )
    assert [4, 8, 12, 16, 24, 32, 48, 56] == [
        round(one["px"]) for one in component_catalogue.lengths("space")
    ]
    assert ["0,5 pt", "1,2 pt", "1,2 pt", "1,6 mm", "2 mm"] == [
        one["paper"] for one in component_catalogue.lengths("line")
    ]


def test_a_token_that_is_not_set_says_where_it_was_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not an empty swatch."""
    monkeypatch.setitem(tokens.SCHEMES, "light", (("web.css", "print", ":root"),))

    with pytest.raises(tokens.TokenError, match=r"web\.css"):
        tokens.colours("light")


def test_without_the_examples_the_build_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is not made without them."""
    monkeypatch.setattr(component_catalogue, "EXAMPLES", ROOT / "tests" / "finns-inte")
    component_catalogue.load_examples.cache_clear()

    with pytest.raises(FileNotFoundError, match="om/komponenter"):
        component_catalogue.draw_specimen(Renderer(shelf, None, Web()), "duty", "site.duty")


def test_a_membership_is_changed_in_the_example_alone(shelf: Shelf) -> None:
    """The ribbon of one who has left; the shelf that is read stays as it was."""
    drawn = component_catalogue.draw_specimen(
        Renderer(shelf, None, Web()), "ribbon", "routine", state="adopted", status="left"
    )

    assert "Gäller inte längre" in drawn.html
    assert (
        "member"
        == component_catalogue.load_examples(shelf.today).binders["norrby"].municipality.membership.status
    )


def test_the_examples_are_read_on_the_day_of_the_build() -> None:
    """So that what has expired says so on the right day."""
    assert date(2026, 1, 2) == component_catalogue.load_examples(date(2026, 1, 2)).today


def test_the_pages_own_styles_are_few() -> None:
    """They go with every page: at most one KB as it is sent."""
    assert 1000 >= len(gzip.compress((ROOT / "docs" / "assets" / "system.css").read_bytes()))
