"""What the yellow dot means is said where one stands, and nowhere else."""

from pathlib import Path

from macros.paper.documents import Writer
from macros.records.whole_shelf import Shelf
from tests.page_text import draw_page
from tests.small import SLUG, load_small

SHEETS = ("motesdagordning", "checklista", "checklista-storstil", "rutin-en-sida", "grona-kortet")


def list_meanings(shelf: Shelf, slug: str) -> set[str]:
    """Return the pages and sheets of a binder that say what the dot means."""
    writer = Writer(shelf, shelf.binders[slug])
    texts = {name: writer.sheet(name).html for name in SHEETS}
    texts |= {f"{name}.md": draw_page(shelf, name, slug) for name in ("rutin", "checklista")}
    return {name for name, text in texts.items() if "Gul prick:" in text}


def test_dot_is_explained_only_where_it_stands(tmp_path: Path, example: Shelf) -> None:
    """On every page and sheet of a binder with the child in it; on none of a binder without."""
    small = load_small(tmp_path / "data", "checklists", "meeting_agenda")

    assert {*SHEETS, "rutin.md", "checklista.md"} == list_meanings(example, "norrby")
    assert set() == list_meanings(small, SLUG)
