"""The list of pages: shelf and patterns in, pages out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from macros.project import ROOT
from macros.records.binder import Shelf
from macros.records.registry import PAGES
from macros.web.markdown_export import write_pages
from macros.web.pages import PATTERNS, Page, family_languages, make_pages, read_patterns

PATTERN_TEXTS = {tab.name: f"# {tab.title}\n" for tab in PAGES}


def test_the_register_and_the_folder_of_patterns_are_equal() -> None:
    """One line in the table, one pattern in the folder."""
    files = {path.stem for path in (ROOT / PATTERNS).glob("*.md")}

    assert {tab.name for tab in PAGES} == files


def test_the_register_is_numbered_in_reading_order() -> None:
    """The first page has no divider; the others are 1 to 11."""
    assert [None, *range(1, 12)] == [tab.number for tab in PAGES]


def test_every_binder_has_the_twelve_pages(shelf: Shelf) -> None:
    """In the register's order, each in the municipality's own folder."""
    pages = make_pages(shelf, PATTERN_TEXTS)

    for slug in shelf.binders:
        swedish = [
            page.path for page in pages if page.path.startswith(f"{slug}/") and page.path.count("/") == 1
        ]
        assert [f"{slug}/{tab.name}.md" for tab in PAGES] == swedish


def test_a_leaflet_in_more_languages_gives_family_pages_only(shelf: Shelf) -> None:
    """Each language beyond Swedish has one page, below the family page."""
    pages = make_pages(shelf, PATTERN_TEXTS)

    for slug, binder in shelf.binders.items():
        expected = [f"{slug}/familj/{code}.md" for code in family_languages(binder)[1:]]
        assert expected == [page.path for page in pages if page.path.startswith(f"{slug}/familj/")]


def test_a_page_says_which_files_it_comes_from(shelf: Shelf) -> None:
    """The data file stands from the project's root, never as a path of this machine."""
    pages = {page.path: page for page in make_pages(shelf, PATTERN_TEXTS)}

    def sources(path: str) -> list[str]:
        return pages[path].meta["data"]

    assert ["data/agreements/exempelavtalet/flow.yaml"] == sources("norrby/flode.md")
    assert ["data/agreements/exempelavtalet/forms", "data/agreements/exempelavtalet/surveys"] == sources(
        "norrby/blanketter.md"
    )
    for slug, changes in (("norrby", "norrby.yaml"), ("soderby", "soderby/index.yaml")):
        routine = sources(f"{slug}/rutin.md")
        assert ["data/agreements/exempelavtalet/routine.yaml", f"data/municipalities/{changes}"] == routine
    assert "docs/_kommun/rutin.md" == pages["norrby/rutin.md"].meta["pattern"]


@pytest.mark.parametrize("name", ["---", "a: b", '"', "<b>x</b>", "{{ config }}", "{% raw %}", "# x"])
def test_a_strange_name_cannot_break_the_front_matter_or_become_code(shelf: Shelf, name: str) -> None:
    """A title is HTML without tags and without braces; the front matter stays what it was."""
    page = _first_page(shelf, name)
    _before, front_matter, markdown = page.source.split("---\n", 2)
    meta = yaml.safe_load(front_matter)

    assert page.meta == meta
    assert not set("<{") & set(meta["title"])
    assert "# Pärmens första sida" == markdown.strip()


def _first_page(shelf: Shelf, name: str) -> Page:
    binder = next(iter(shelf.binders.values()))
    municipality = binder.municipality.model_copy(update={"name": name})
    renamed = binder.model_copy(update={"municipality": municipality})
    return make_pages(replace(shelf, binders={binder.slug: renamed}), PATTERN_TEXTS)[0]


def test_pages_can_be_written_as_real_files(shelf: Shelf, tmp_path: Path) -> None:
    """The way out of MkDocs: what is written is what the hook hands over."""
    files = write_pages(shelf, tmp_path)
    pages = make_pages(shelf, read_patterns(ROOT / PATTERNS))

    assert [tmp_path / page.path for page in pages] == files
    assert [page.source for page in pages] == [file.read_text(encoding="utf-8") for file in files]
