"""The ledger gets what is published now, and keeps what an editor wrote in it."""

from pathlib import Path

import pytest

from macros.checks import load
from macros.exchange.address_writer import LedgerError, record_addresses
from tests.conftest import TODAY, run_parmen
from tests.edits import replace_text
from tests.small import SLUG, write_small

DAY = "--today=2026-12-01"
OWN = """\
# Egen rad överst.
moved:
  litenby/gammal: litenby/rutin    # bytte namn
published:
- id: 2026-12-01     # den första
  binders: [litenby]
  pages: [rutin]

# Egen rad sist.
"""


def write_published(folder: Path, ledger: str = "") -> Path:
    """Write a small data folder whose site is published, with its binder."""
    data = write_small(folder, "checklists", files={"addresses.yaml": ledger} if ledger else None)
    replace_text(data / "site.yaml", ("published: nej", "published: ja"))
    approved = "approved: {by: Skolchefen, date: 2026-11-02}\nname:"
    replace_text(data / f"municipalities/{SLUG}.yaml", ("name:", approved), count=1)
    return data


def test_a_new_ledger_has_all_addresses_and_is_then_whole(tmp_path: Path) -> None:
    """Each page and sheet of the binder, once. A second time nothing is added."""
    data = write_published(tmp_path / "data")

    record_addresses(load(data, TODAY))
    shelf = load(data, TODAY)
    written = (data / "addresses.yaml").read_bytes()

    (part,) = shelf.addresses.published
    assert ([SLUG], "2026-11-21") == (part.binders, part.id)
    assert {"rutin", "checklista", "kontakter"} <= set(part.pages)
    assert {"rutin", "checklista", "checklista-storstil"} <= set(part.sheets)
    assert [] == record_addresses(shelf)
    assert written == (data / "addresses.yaml").read_bytes()


@pytest.mark.parametrize("own", [OWN, OWN.replace("\n", "\r\n"), f"\ufeff{OWN}"])
def test_what_an_editor_wrote_stays(own: str, tmp_path: Path) -> None:
    """The old lines are the same, comments too; the new part has another id on the same day."""
    data = write_published(tmp_path / "data")
    (data / "addresses.yaml").write_bytes(own.encode())

    done = run_parmen("addresses", "--write", "--data", str(data), DAY)
    written = (data / "addresses.yaml").read_bytes().decode()
    shelf = load(data, TODAY)

    assert 0 == done.exit_code, done.output
    head, end = own.split("pages: [rutin]")
    assert (True, True) == (written.startswith(head), written.endswith(end))
    assert ["2026-12-01", "2026-12-01-2"] == [part.id for part in shelf.addresses.published]
    assert {"litenby/gammal": "litenby/rutin"} == shelf.addresses.moved
    assert "rutin" not in shelf.addresses.published[1].pages


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("published: []   # inget än\n", "# inget än"),
        (
            "moved: {litenby/gammal: litenby/rutin}\n",
            "moved: {litenby/gammal: litenby/rutin}\n\npublished:\n",
        ),
    ],
)
def test_a_ledger_without_parts_gets_its_first(before: str, after: str, tmp_path: Path) -> None:
    """Below an empty list, or under a new field."""
    data = write_published(tmp_path / "data", before)

    record_addresses(load(data, TODAY))

    assert after in (data / "addresses.yaml").read_text(encoding="utf-8")
    assert [[SLUG]] == [part.binders for part in load(data, TODAY).addresses.published]


def test_nothing_is_written_where_that_would_lose_something(tmp_path: Path) -> None:
    """A list within brackets, and a file that somebody has saved meanwhile, are left as they are."""
    listed = "published: [{id: 2026-12-01, binders: [litenby]}]\n"
    data = write_published(tmp_path / "data", listed)
    shelf = load(data, TODAY)

    with pytest.raises(LedgerError, match="streck"):
        record_addresses(shelf)
    (data / "addresses.yaml").write_text("moved: {}\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="under tiden"):
        record_addresses(shelf)

    assert "moved: {}\n" == (data / "addresses.yaml").read_text(encoding="utf-8")


def test_a_draft_publishes_no_addresses(tmp_path: Path) -> None:
    """The command says so and writes nothing, and the check does not ask for it."""
    data = write_small(tmp_path / "data")

    done = run_parmen("addresses", "--write", "--data", str(data))
    check = run_parmen("check", "--data", str(data))

    assert (0, False) == (done.exit_code, (data / "addresses.yaml").exists())
    assert "inte publicerad" in done.output
    assert "addresses.yaml" not in check.output


def test_a_published_site_is_asked_to_write_its_addresses(tmp_path: Path) -> None:
    """The check warns, the command lists them and ends with 1, until they are written."""
    data = write_published(tmp_path / "data")
    arguments = ["--data", str(data), DAY]

    assert (0, True) == (
        (check := run_parmen("check", *arguments)).exit_code,
        "parmen addresses --write" in check.output,
    )
    assert 1 == run_parmen("addresses", *arguments).exit_code
    assert 0 == run_parmen("addresses", "--write", *arguments).exit_code
    assert 0 == run_parmen("addresses", *arguments).exit_code
    assert "parmen addresses --write" not in run_parmen("check", *arguments).output
