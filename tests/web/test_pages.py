"""The list of pages: shelf and patterns in, pages out."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from macros.project import ROOT
from macros.records.contents import languages_of
from macros.records.registry import EVERY_PAGE, PAGES, PATTERN_NAMES, SCREENS
from macros.records.whole_shelf import Shelf
from macros.web.pages import PATTERNS, make_pages

AGREEMENT = "data/agreements/exempelavtalet"
PATTERN_TEXTS = dict.fromkeys(PATTERN_NAMES, "# Informationsblad\n") | {
    tab.name: f"# {tab.title}\n" for tab in EVERY_PAGE
}


def test_the_register_has_a_pattern_for_each_page_in_reading_order() -> None:
    """One line in the table, one pattern in the folder. The first page has no divider; the others are 1 to 11."""
    assert {*PATTERN_NAMES} == {
        path.relative_to(ROOT / PATTERNS).with_suffix("").as_posix()
        for path in (ROOT / PATTERNS).rglob("*.md")
    }
    assert [None, *range(1, 12)] == [tab.number for tab in PAGES if not tab.under]


def test_every_binder_has_the_twelve_pages_and_its_leaflets_languages(example: Shelf) -> None:
    """In the register's order, each in its own folder; below them what is shown on a wall, and other languages."""
    paths = [page.path for page in make_pages(example, PATTERN_TEXTS)]

    for slug, binder in example.binders.items():
        own = [path for path in paths if path.startswith(f"{slug}/")]
        languages = [f"{slug}/familj/{code}.md" for code in languages_of(binder)[1:]]
        assert [f"{slug}/{tab.name}.md" for tab in PAGES] == [path for path in own if path.count("/") == 1]
        below = [f"{slug}/nytt/{key}.md" for key in binder.newsletters]
        below += [f"{slug}/{tab.name}.md" for tab in SCREENS]
        assert below + languages == [path for path in own if path.count("/") == 2]


@pytest.mark.parametrize(
    ("path", "sources"),
    [
        ("norrby/flode.md", [f"{AGREEMENT}/flow.yaml"]),
        ("norrby/blanketter.md", [f"{AGREEMENT}/forms", f"{AGREEMENT}/surveys"]),
        ("norrby/rutin.md", [f"{AGREEMENT}/routine.yaml", "data/municipalities/norrby.yaml"]),
        ("soderby/rutin.md", [f"{AGREEMENT}/routine.yaml", "data/municipalities/soderby/index.yaml"]),
    ],
)
def test_a_page_says_which_files_it_comes_from(path: str, sources: list[str], example: Shelf) -> None:
    """The data file stands from the project's root, never as a path of this machine."""
    meta = {page.path: page.meta for page in make_pages(example, PATTERN_TEXTS)}[path]

    assert (sources, f"docs/_kommun/{Path(path).name}") == (meta["data"], meta["pattern"])


@pytest.mark.parametrize("name", ["---", "a: b", '"', "<b>x</b>", "{{ config }}", "{% raw %}", "# x"])
def test_a_strange_name_cannot_break_the_front_matter_or_become_code(example: Shelf, name: str) -> None:
    """A title is HTML without tags and without braces; the front matter stays what it was."""
    binder = example.binders["norrby"]
    town = binder.municipality.model_copy(update={"name": name})
    renamed = replace(example, binders={"norrby": binder.model_copy(update={"municipality": town})})
    page = make_pages(renamed, PATTERN_TEXTS)[0]
    _before, front_matter, markdown = page.source.split("---\n", 2)

    assert page.meta == yaml.safe_load(front_matter)
    assert not set("<{") & set(page.meta["title"])
    assert "# Pärmens första sida" == markdown.strip()
