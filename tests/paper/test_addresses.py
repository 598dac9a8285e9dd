"""The addresses on a sheet, read from the finished PDF."""

from pathlib import Path

from macros.paper.link_addresses import list_paper_links
from macros.records.whole_shelf import Shelf
from tests.paper.conftest import Press


def test_a_sheets_addresses_are_read(example: Shelf, store, tmp_path: Path) -> None:
    """Wherever it lies in the site; the living address, with its anchor."""
    folder = tmp_path / "norrby" / "pdf"
    folder.mkdir(parents=True)
    Press(store, folder)(example, "norrby", "rutin")
    found = list_paper_links(tmp_path)

    assert {"norrby/pdf/0-norrby-rutin.pdf"} == {where for where, _ in found}
    assert f"{example.site.address}lagar/#sol-anmalan" in {address for _, address in found}
