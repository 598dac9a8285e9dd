"""After an edit only what has changed is read. What comes of it is what reading everything gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from macros.checks import load
from macros.commands import again
from macros.commands.again import changed, files_in, marks, remember
from macros.records.binder import Shelf
from tests.conftest import EXAMPLE, TODAY

PHONE = "phone: 070-174 06 2"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example, which was found in order."""
    monkeypatch.setattr(again, "_FILE", tmp_path / "in-order.pickle")
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "data"))
    remembered(folder)
    return folder


def remembered(folder: Path) -> None:
    """Read everything, and remember it."""
    files = files_in(folder)
    shelf = load(folder, TODAY)
    remember(shelf, files, marks(shelf))


def edit(file: Path, old: str, new: str) -> None:
    """Change a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def read_again(folder: Path) -> tuple[Shelf, dict[str, str]] | None:
    """Read what has changed."""
    return changed(folder, TODAY, files_in(folder))


def test_a_binder_read_alone_is_the_one_of_the_whole(data: Path) -> None:
    """With every mark, so that nothing is made anew and nothing left that should be."""
    edit(data / "municipalities" / "norrby.yaml", PHONE, "phone: 070-174 06 9")
    whole = load(data, TODAY)

    found = read_again(data)

    assert found is not None
    shelf, every = found
    assert {"norrby"} == shelf.binders.keys()
    assert whole.binders["norrby"] == shelf.binders["norrby"]
    assert list(whole.municipalities.items()) == list(shelf.municipalities.items())
    assert (whole.areas, whole.agreements, whole.site) == (shelf.areas, shelf.agreements, shelf.site)
    assert marks(whole) == every


def test_several_may_have_changed(data: Path) -> None:
    """Also one after the other: what was remembered is what all was when it was read whole."""
    for slug in ("norrby", "soderby"):
        file = data / "municipalities" / f"{slug}.yaml"
        file = file if file.is_file() else data / "municipalities" / slug / "index.yaml"
        file.write_text(file.read_text("utf-8") + "# en rad\n", encoding="utf-8")

    found = read_again(data)

    assert found is not None
    assert {"norrby", "soderby"} == found[0].binders.keys()
    assert marks(load(data, TODAY)) == found[1]


def other_file(data: Path) -> None:
    """A file that all share."""
    file = data / "glossary.yaml"
    file.write_text(file.read_text("utf-8") + "# en rad\n", encoding="utf-8")


def fault(data: Path) -> None:
    """A field that is not known."""
    file = data / "municipalities" / "norrby.yaml"
    file.write_text(file.read_text("utf-8") + "okand: ja\n", encoding="utf-8")


def same_name(data: Path) -> None:
    """A fault that lies between two municipalities."""
    edit(data / "municipalities" / "norrby.yaml", "name: Norrby", "name: Söderby")


def new_file(data: Path) -> None:
    """A file that was not there."""
    shutil.copy(data / "municipalities" / "norrby.yaml", data / "municipalities" / "osterby.yaml")


def lost_file(data: Path) -> None:
    """A file that is not there any more."""
    (data / "municipalities" / "norrby.yaml").unlink()


def linked(data: Path) -> None:
    """A link: what it leads to may change unseen."""
    file = data / "municipalities" / "norrby.yaml"
    file.rename(data / "norrby")
    file.symlink_to(data / "norrby")


def damage(data: Path) -> None:
    """What was remembered is cut short."""
    edit(data / "municipalities" / "norrby.yaml", PHONE, "phone: 070-174 06 9")
    file = data.parent / "in-order.pickle"
    file.write_bytes(file.read_bytes()[:-1])


def forget(data: Path) -> None:
    """Nothing is remembered."""
    edit(data / "municipalities" / "norrby.yaml", PHONE, "phone: 070-174 06 9")
    (data.parent / "in-order.pickle").unlink()


def nothing(data: Path) -> None:
    """Nothing has changed."""


@pytest.mark.parametrize(
    "happens", [other_file, fault, same_name, new_file, lost_file, linked, damage, forget, nothing]
)
def test_at_any_doubt_everything_is_read(data: Path, happens: Callable[[Path], None]) -> None:
    """And the messages come from there."""
    happens(data)

    assert read_again(data) is None


def test_another_day_or_program_is_a_doubt(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was in order yesterday, or for other rules, need not be so now."""
    edit(data / "municipalities" / "norrby.yaml", PHONE, "phone: 070-174 06 9")
    files = files_in(data)

    assert changed(data, TODAY + timedelta(days=1), files) is None
    assert changed(data, TODAY, files) is not None
    monkeypatch.setattr(again, "pages_program", lambda: "another")
    assert changed(data, TODAY, files) is None


def test_what_an_editor_saves_meanwhile_is_not_taken_for_read(data: Path) -> None:
    """What counts is what was read, and not what lay there before or after."""
    file = data / "municipalities" / "norrby.yaml"
    before = files_in(data)
    edit(file, PHONE, "phone: 070-174 06 9")
    shelf = load(data, TODAY)
    (data.parent / "in-order.pickle").unlink()

    remember(shelf, before, marks(shelf))

    assert not (data.parent / "in-order.pickle").exists()
    remembered(data)
    after = files_in(data)
    file.write_text(file.read_text("utf-8") + "# en rad\n", encoding="utf-8")
    assert changed(data, TODAY, after) is None
