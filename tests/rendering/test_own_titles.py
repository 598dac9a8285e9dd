"""Sheets and tables are named for what the data puts in them."""

from pathlib import Path

from macros.rendering import Paper, Renderer, Web
from tests.small import AGREEMENT, SLUG, load_small

FILES = {
    f"{AGREEMENT}/steering.yaml": "title: Årshjulet\nlead: Det här gör vi under året.\n",
    f"{AGREEMENT}/follow_up.yaml": """\
title: Så följer vi upp
lead: En gång om året.
measures:
  - {id: moten, text: Antal möten}
  - {id: svar, text: Antal svar, cadence: varje termin}
""",
}


def test_year_wheel_and_measures_say_what_they_are(tmp_path: Path) -> None:
    """A year without a group is no steering group; what is counted each term is not counted each month."""
    shelf = load_small(tmp_path / "data", files=FILES)
    binder = shelf.binders[SLUG]
    surfaces = Web(SLUG, 2), Paper(SLUG, "https://x.example")
    tables = [
        Renderer(shelf, binder, surface).component(name, record)
        for surface in surfaces
        for name, record in (("measures", binder.follow_up.measures), ("monthly_sheet", binder.follow_up))
    ]

    assert "Årshjulet" == str(binder.titles["styrgrupp"].fill(str))
    assert [True] * 4 == ["Varje termin" in table for table in tables]
    assert [False] * 4 == ["Räknas varje månad" in table for table in tables]
