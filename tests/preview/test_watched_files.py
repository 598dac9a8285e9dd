"""Which saved file changes what."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue

import pytest

from macros.preview.watched_files import Kind, kind_of, watch
from tests.sites import ROOT

DATA = ROOT / "data"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("data/municipalities/kalix.yaml", Kind.DATA),
        ("data/municipalities/new", Kind.DATA),
        ("docs/redaktor/telefon.md", Kind.PAGE),
        ("docs/_kommun/rutin.md", Kind.LOOK),
        ("docs/assets/web.css", Kind.LOOK),
        ("overrides/components/contact.html", Kind.LOOK),
        ("mkdocs.yml", Kind.LOOK),
        ("macros/web/pages.py", Kind.CODE),
        ("macros/preview/assets/reload.js", None),
        ("macros/web/__pycache__/pages.cpython-311.pyc", None),
        ("data/municipalities/.kalix.yaml.swp", None),
        ("data/municipalities/kalix.yaml~", None),
        ("data/municipalities/.kalix.yaml.x.part", None),
        ("README.md", None),
        ("site/index.html", None),
    ],
)
def test_a_saved_file_changes_what_is_made_from_it(file: str, kind: Kind | None) -> None:
    """An editor's own copies change nothing."""
    assert kind is kind_of(ROOT / file, DATA)


def test_a_saving_is_told_of_once(tmp_path: Path) -> None:
    """Whether a file is written, or moved in as editors do; and so is the next one."""
    told: SimpleQueue[set[Kind]] = SimpleQueue()
    with watch(tmp_path, told.put):
        for name in ("a.yaml", "b.yaml"):
            staged = tmp_path / f".{name}.part"
            staged.write_text("a: b", encoding="utf-8")
            staged.rename(tmp_path / name)

            assert {Kind.DATA} == told.get(timeout=20)
    assert told.empty()
