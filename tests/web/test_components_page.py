"""The page om/komponenter: every component with the tests' records, and the tokens as the style sheets set them."""

import gzip
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from macros.drawing.svg import PRINT
from macros.project import ROOT
from macros.records.whole_shelf import Shelf
from macros.rendering import Renderer, Web
from macros.web import component_catalogue, tokens
from macros.web.field_reference import files_of_fields

SOURCE = (ROOT / "docs" / "om" / "komponenter.md").read_text(encoding="utf-8")
ASKED = re.findall(r'example\("([a-z_]+)"', SOURCE)
"""The components that the page asks for, in their order."""
HEX = re.compile(r"#[0-9A-F]{6}\b")
TEXT = ("ink", "pencil", "spruce", "pine", "lingon", "river")
"""The colours that words are written in."""
GROUNDS = ("frost", "lichen", "riverlight")
ON_COLOUR = (("bar", "on-bar"), ("river", "on-river"))
ON_SCREEN = ("light", "dark", "light-contrast", "dark-contrast")


@pytest.fixture(scope="module")
def page(example_site: Path) -> str:
    """The page's article, built."""
    html = (example_site / "om" / "komponenter" / "index.html").read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def test_every_component_asked_for_is_drawn_under_its_name(page: str) -> None:
    """The root of each has the class that the page says. Several of a kind have the kind's own."""
    shown = re.findall(r'<div class="shown">\s*(?:<p class="marks">.*</p>\s*)?<[a-z]+ class="([^"]*)"', page)
    kinds = {
        "local_notes": "rule",
        "revisions": "revision",
        "contact_state": "state",
        "leaflet_opening": "urgent",
        "deviations": "deviation_list",
    }

    assert [] == [
        (name, classes)
        for name, classes in zip(ASKED, shown, strict=True)
        if not {name, kinds.get(name)} & set(classes.split())
    ]


def test_what_the_design_is_made_of_is_there() -> None:
    """At least these."""
    must = (
        "urgent duty ribbon state local local_notes control steps model rule ladder checklist flow flow_text events "
        "contact leaflet doors downloads reading_path self_check sign_off"
    )

    assert [] == [name for name in must.split() if name not in ASKED]


def test_the_page_is_well_made(page: str) -> None:
    """No id twice, no heading's level left out, no landmark of one name twice, nothing painted in place."""
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    ids, asides = re.findall(r'\sid="([^"]*)"', page), re.findall(r"<aside\b[^>]*>", page)
    labels = [label for aside in asides for label in re.findall(r'aria-label="([^"]*)"', aside)]

    assert 1 == levels[0] == levels.count(1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert (len(ids), len(asides)) == (len({*ids}), len({*labels}))
    assert not re.search(r"<[^>]*\sstyle=", page)


def test_no_example_leads_away(page: str) -> None:
    """Their links lead to what says so; only the acute numbers, which are real, can be called."""
    links = re.findall(r'<a\b[^>]*?\shref="([^"]*)"', page)
    anchors = {f"#{id_}" for id_ in re.findall(r'\sid="([^"]*)"', page)}

    assert {"tel:112", "tel:1177", "tel:116111"} == {link for link in links if link.startswith("tel:")}
    assert [] == [link for link in links if link.startswith(("mailto:", "http"))]
    assert {component_catalogue.NOWHERE, *(link for link in links if link.startswith("#"))} <= anchors


def test_the_fields_that_a_component_is_made_of_are_described() -> None:
    """On the page *Alla fält*, under the anchors that this page leads to."""
    asked = set(re.findall(r'anchor="([a-z-]+)"', SOURCE))
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
def test_colours_are_explained_and_can_be_told_apart(scheme: str) -> None:
    """Text 4.5, shapes 3, the child's ring 3; with high contrast text 7 and lines 4.5."""
    colours = tokens.colours(scheme)
    contrast = scheme.endswith("contrast")
    text, shape = (7, 4.5) if contrast else (4.5, 3)
    least = {
        **{(name, "paper"): text for name in TEXT},
        **{("ink", name): text for name in GROUNDS},
        **dict.fromkeys(ON_COLOUR, text),
        ("edge", "paper"): shape,
        ("berry", "ring"): shape,
        ("line", "paper"): shape if contrast else 0,
    }
    ratios = {pair: tokens.contrast(colours[pair[0]], colours[pair[1]]) for pair in least}

    assert set(component_catalogue.COLOURS) == set(colours)
    assert {} == {pair: ratio for pair, ratio in ratios.items() if ratio < least[pair]}


@pytest.mark.parametrize(
    ("scheme", "name", "ratio"),
    [("light", "ink", "16.6"), ("dark", "ink", "14.5"), ("print", "pencil", "9.7")],
)
def test_the_numbers_of_the_look(scheme: str, name: str, ratio: str) -> None:
    """The contrasts that the look was chosen by, counted as WCAG counts."""
    colours = tokens.colours(scheme)

    assert ratio == f"{tokens.contrast(colours[name], colours['paper']):.1f}"
    assert 21 == tokens.contrast("#000000", "#FFFFFF")


def test_only_the_child_keeps_its_colours_where_a_reader_forces_others() -> None:
    """Everything else becomes one of the reader's."""
    forced = tokens.colours("forced")

    assert set(component_catalogue.COLOURS) - set(forced) == {"berry", "ring"}
    assert set(forced.values()) <= set(component_catalogue._SYSTEM)


def test_drawings_on_paper_have_the_papers_colours() -> None:
    """A drawing carries them itself. Its pine is for figures; on paper links are spruce."""
    drawn = PRINT.keys() & tokens.colours("print").keys() - {"pine"}

    assert {name: PRINT[name] for name in drawn} == {name: tokens.colours("print")[name] for name in drawn}


def test_grey_keeps_the_light() -> None:
    """What a printer without colours makes of a colour can be told apart as well as the colour."""
    for colour in tokens.colours("print").values():
        assert tokens.luminance(colour) == pytest.approx(tokens.luminance(tokens.grey(colour)), abs=0.005)


def test_sizes_are_read_as_they_are_set() -> None:
    """In px on a screen and on a phone, in points on paper."""
    (size,) = (size for size in component_catalogue.letters() if size["name"] == "name")
    spaces = [round(space["px"]) for space in component_catalogue.lengths("space")]

    assert ("80/76", "56/56", "44/46 pt") == (size["screen"], size["phone"], size["paper"])
    assert [4, 8, 12, 16, 24, 32, 48, 56] == spaces
    assert ["0,5 pt", "1,2 pt", "1,2 pt", "1,6 mm", "2 mm"] == [
        line["paper"] for line in component_catalogue.lengths("line")
    ]


def test_a_token_that_is_not_set_says_where_it_was_sought(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not an empty swatch."""
    monkeypatch.setitem(tokens.SCHEMES, "light", (("web.css", "print", ":root"),))

    with pytest.raises(tokens.TokenError, match=r"web\.css"):
        tokens.colours("light")


def test_without_the_examples_the_build_says_so(example: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is not made without them."""
    monkeypatch.setattr(component_catalogue, "EXAMPLES", ROOT / "tests" / "finns-inte")
    component_catalogue.load_examples.cache_clear()

    with pytest.raises(FileNotFoundError, match="om/komponenter"):
        component_catalogue.draw_specimen(Renderer(example, None, Web()), "duty", "site.duty")


def test_a_membership_is_changed_in_the_example_alone(example: Shelf) -> None:
    """The ribbon of one who has left; the shelf that is read, on the day of the build, stays as it was."""
    drawn = component_catalogue.draw_specimen(
        Renderer(example, None, Web()), "ribbon", "routine", state="adopted", status="left"
    )
    shelf = component_catalogue.load_examples(example.today)

    assert "Gäller inte längre" in drawn.html
    assert "member" == shelf.binders["norrby"].membership.status
    assert date(2026, 1, 2) == component_catalogue.load_examples(date(2026, 1, 2)).today


def test_the_pages_own_styles_are_few() -> None:
    """They go with every page: at most one KB as it is sent."""
    assert 1000 >= len(gzip.compress((ROOT / "docs" / "assets" / "system.css").read_bytes()))
