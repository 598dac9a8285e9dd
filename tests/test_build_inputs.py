"""What a build looks at again: fingerprints of the program, the tools and the layout of sheets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import build_inputs
from macros.build_inputs import LOCK_FILE, program_fingerprint, tools_fingerprint
from macros.files import write_file
from macros.machine.needs import library_versions
from macros.machine.probes import Library
from macros.paper import pdf_store
from macros.paper.pdf_store import layout_fingerprint

FILES = {
    "code": "macros/web/pages.py",
    "paper": "macros/paper/fonts.py",
    "word list": "macros/web/search/everyday.txt",
    "template": "overrides/components/contact.html",
    "pattern": "docs/_kommun/rutin.md",
    "style": "docs/assets/print.css",
    "font": "docs/assets/fonts/literata.ttf",
    "config": "mkdocs.yml",
    "lock": LOCK_FILE,
}
"""A file of each kind that decides what is built."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small project instead of ours."""
    for name in FILES.values():
        write_file(tmp_path / name, "old")
    for module in (build_inputs, pdf_store):
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "PACKAGE", tmp_path / "macros")
    yield tmp_path
    forget()


def forget() -> None:
    """A process reads the program once."""
    for function in (program_fingerprint, tools_fingerprint, layout_fingerprint):
        function.cache_clear()


def fingerprints() -> tuple[str, str]:
    """Those of a whole binder and of a sheet's layout, as a new process sees them."""
    forget()
    return program_fingerprint(), layout_fingerprint()


@pytest.mark.parametrize(
    ("kind", "layout"),
    [(kind, kind in {"paper", "style", "font", "lock"}) for kind in FILES],
)
def test_a_changed_file_changes_the_program_and_the_layout_only_where_it_shapes_sheets(
    project: Path, kind: str, layout: bool
) -> None:
    """So an edit of a page's template lays no sheet out anew whose HTML stays as it was."""
    before = fingerprints()

    (project / FILES[kind]).write_text("new", encoding="utf-8")

    after = fingerprints()
    assert (True, layout) == (before[0] != after[0], before[1] != after[1])


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("changed", ["Pango", "HarfBuzz", "Fontconfig", "Python"])
def test_another_version_of_a_library_or_python_changes_both(
    monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    """A newer Pango may break lines elsewhere; another Python compresses to other bytes."""
    versions = library_versions()
    before = fingerprints()
    if changed == "Python":
        monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    else:
        assert versions[changed]
        monkeypatch.setattr(build_inputs, "library_versions", lambda: {**versions, changed: "99"})

    assert all(old != new for old, new in zip(before, fingerprints(), strict=True))


def test_a_library_that_is_not_there_has_no_version() -> None:
    """The check and the preview need none of them."""
    assert "" == Library(("libnowhere.so.0",), version_function="pango_version_string").version()
