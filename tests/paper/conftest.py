"""What the tests of paper share: a store, so that no sheet is laid out twice, and a press that prints."""

import gc
import shutil
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from macros.paper.documents import Sheet, Writer, packet_of, parts_of
from macros.paper.maker import Maker
from macros.paper.pdf import render
from macros.paper.pdf_store import Store
from macros.paper.stamp import save_pdf
from macros.records.registry import PRINTING
from macros.records.whole_shelf import Shelf
from tests.paper.printed import Printed


@pytest.fixture(scope="session")
def store(shared) -> Store:
    """Keep what is made during a run of the tests, for all its processes."""
    return Store(shared / "store")


def write_cover(shelf: Shelf, slug: str, name: str) -> Sheet:
    """Write a packet's cover as if each of its parts had two pages."""
    writer = Writer(shelf, shelf.binders[slug])
    packet = packet_of(writer.binder, name)
    assert packet is not None
    rows = [
        {
            "title": part.title,
            "why": None,
            "printing": PRINTING.get(part.document.sheet, ""),
            "page": 2 * number + 3,
            "last": 2 * number + 4,
            "state": part.state,
            "address": part.addresses[0],
        }
        for number, part in enumerate(writer.sheet(part.name) for part in parts_of(writer.binder, packet))
    ]
    return writer.cover(packet, rows, 2 * len(rows) + 2)


class Press:
    """Prints a sheet or a packet of a shelf, once."""

    def __init__(self, store: Store, folder: Path) -> None:
        """Begin with an empty tray."""
        self.store = store
        self.folder = folder
        self._makers: dict[int, Maker] = {}
        self._printed: dict[tuple[int, str, str], Printed] = {}

    def maker(self, shelf: Shelf) -> Maker:
        """Return the maker of a shelf."""
        return self._makers.setdefault(id(shelf), Maker(shelf, self.store))

    def __call__(self, shelf: Shelf, slug: str, name: str) -> Printed:
        """Make a document or a packet, or return it again."""
        key = (id(shelf), slug, name)
        if key not in self._printed:
            file = self.folder / f"{len(self._printed)}-{slug.replace('/', '-')}-{name}.pdf"
            shutil.copyfile(self.store.file(self.maker(shelf).make(slug, name).sha256), file)
            self._printed[key] = Printed(file)
        return self._printed[key]


@pytest.fixture(scope="session")
def press(store, tmp_path_factory) -> Press:
    """Print."""
    return Press(store, tmp_path_factory.mktemp("printed"))


@pytest.fixture(scope="module")
def quick_layout():
    """Lay out no sheet, but let each be the same blank page, with the fingerprint of its HTML.

    For tests of what is made, stored and joined, whatever it looks like. Yields the HTML laid out so far, by
    the name of the sheet. Garbage is left: to look for it in all that the tests hold takes longer than a build.
    """
    head = '<!doctype html><html lang="sv"><head><title>x</title></head>'
    blank = render(f'{head}<body class="sheet a4"><main><h1>x</h1></main></body></html>')
    render_numbers = cache(render)
    laid_out: dict[str, str] = {}

    def lay_out_blank(html: str, name: str = "", tagged: bool = True) -> bytes:
        if name == "sidnumren":
            return render_numbers(html, name=name, tagged=False)
        if tagged:
            laid_out[name] = html
        with pikepdf.open(BytesIO(blank)) as pdf:
            pdf.pages[0].contents_add(f"% {sha256(html.encode()).hexdigest()}\n".encode())  # a comment
            return save_pdf(pdf)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("macros.paper.maker.render", lay_out_blank)
        patch.setattr(gc, "collect", lambda *_: 0)
        yield laid_out
