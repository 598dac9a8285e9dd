"""What the tests of paper share: a store, so that no sheet is laid out twice, and a press that prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.paper.documents import packet_of, parts_of
from macros.paper.maker import Made, Maker
from macros.paper.pdf_store import Store
from macros.records.binder import Shelf
from tests.paper.printed import Printed


@pytest.fixture(scope="session")
def store(shared) -> Store:
    """Keep what is made during a run of the tests, for all its processes."""
    return Store(shared / "store")


class Press:
    """Prints a sheet or a packet of a shelf, once."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Begin with an empty tray."""
        self.store = store
        self.folder = folder
        self._makers: dict[int, Maker] = {}
        self._printed: dict[tuple[int, str, str], Printed] = {}

    def __call__(self, shelf: Shelf, slug: str, name: str) -> Printed:
        """Make a document or a packet, or give it again."""
        key = (id(shelf), slug, name)
        if key not in self._printed:
            maker = self._makers.setdefault(id(shelf), Maker(shelf, self.store))
            pdf = self.store.get(self._made(maker, slug, name).key)
            assert pdf is not None
            file = self.folder / f"{len(self._printed)}-{slug}-{name}.pdf"
            file.write_bytes(pdf)
            self._printed[key] = Printed(file)
        return self._printed[key]

    def _made(self, maker: Maker, slug: str, name: str) -> Made:
        packet = packet_of(maker.shelf.binders[slug], name)
        if packet is None:
            return maker.document(slug, name)
        return maker.packet(slug, name, [maker.document(slug, part) for part in parts_of(packet)])


@pytest.fixture(scope="session")
def press(store, tmp_path_factory) -> Press:
    """Print."""
    return Press(store, tmp_path_factory.mktemp("printed"))
