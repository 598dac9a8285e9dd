"""``parmen pdf --html``: the HTML of a sheet before it is laid out."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from macros.paper.documents import packet_of, parts_of
from macros.records.whole_shelf import Shelf
from tests.conftest import run_parmen


@pytest.fixture(autouse=True)
def _without_layout_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML can be written where Pango is missing: no test here may import WeasyPrint."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)


def run(folder: Path, *names: str) -> tuple[int, list[str]]:
    """Write the HTML of sheets of the example. Return the exit code and the files written, or messages."""
    done = run_parmen("pdf", "--data", "tests/exempel", "--html", str(folder), "norrby", *names)
    return done.exit_code, [Path(line).name for line in done.output.splitlines()]


def test_html_of_a_sheet_links_styles_and_pictures_that_are_there(tmp_path: Path) -> None:
    """The sheet and its margin are two files; everything they link on this machine exists."""
    assert (0, ["kontakter.html", "kontakter-margin.html"]) == run(tmp_path, "kontakter")

    html = (tmp_path / "kontakter.html").read_text(encoding="utf-8")
    addresses = re.findall(r'<link rel="stylesheet" href="([^"]*)"', html)
    assert ["fonts.css", "components.css", "print.css"] == [
        address.rsplit("/", 1)[1] for address in addresses
    ]
    assert [] == [name for name in addresses if not Path(unquote(urlsplit(name).path)).is_file()]
    assert "<title>Kontakter" in html


def test_html_of_a_packet_is_that_of_its_parts(tmp_path: Path, example: Shelf) -> None:
    """Its cover is laid out from the finished parts, and is left out."""
    _, files = run(tmp_path, "apt-paket")
    binder = example.binders["norrby"]
    packet = packet_of(binder, "apt-paket")

    assert packet
    assert [f"{part.name}.html" for part in parts_of(binder, packet)] == [
        name for name in files if not name.endswith("-margin.html")
    ]


@pytest.mark.parametrize("name", ["rutinn", "-"])
def test_an_unknown_sheet_is_a_usage_fault(tmp_path: Path, name: str) -> None:
    """As without ``--html``."""
    code, messages = run(tmp_path, "--", name)

    assert (2, True) == (code, f"Bladet {name} finns inte." in " ".join(messages))
