"""The SBOM lists what is shipped: packages with hashes and licences, and each work of docs/om/licenser.txt.

CycloneDX's own program is not installed here: ``.ci/sbom.py`` holds what it writes against the schema.
"""

import re
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.test_notices import LOCKED, NOTICES, SHIPPED

_SPEC = spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
assert _SPEC is not None
assert _SPEC.loader is not None
sbom = module_from_spec(_SPEC)
_SPEC.loader.exec_module(sbom)

WORKS = tomllib.loads((ROOT / ".ci" / "works.toml").read_text(encoding="utf-8"))["work"]
NOT_SHIPPED = {"Standards that the tests hold the open data against", "Programs that make the site"}
PACKAGES = {f"{name} {LOCKED[name]}" for name in SHIPPED}


def test_the_sbom_and_the_notices_name_the_same_works() -> None:
    """Each title of the notices is a package, or has works under it; no work has another title."""
    titles = sbom.read_titles().keys()

    assert titles == PACKAGES | NOT_SHIPPED | {work["notice"] for work in WORKS}
    assert [] == [work["name"] for work in WORKS if work["notice"] != "Fonts" and work["name"] not in NOTICES]


def test_each_font_file_belongs_to_one_work() -> None:
    """With its hash, and with the copyright of the font's own licence."""
    parts = [part for part in sbom.read_works() if part["description"] == sbom.read_titles()["Fonts"]]
    files = sorted(file["name"] for part in parts for file in part["components"])
    folder = ROOT / "docs/assets/fonts"
    there = sorted(f"docs/assets/fonts/{file.name}" for file in folder.iterdir() if file.name != "README.md")

    assert there == files
    assert [] == [part["name"] for part in parts if "copyright" not in part and "subset" not in part["name"]]
    assert {64} == {len(file["hashes"][0]["content"]) for part in parts for file in part["components"]}


LOCK = [
    {"name": "simplemma", "version": LOCKED["simplemma"], "externalReferences": [{"hashes": ["x"]}]},
]
MIT = [{"license": {"id": "MIT"}}]


def installed(version: str, licences: list[Any]) -> dict[str, Any]:
    """Return what is installed: one package that is locked, and one that only development needs."""
    return {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [
            {"bom-ref": "s", "name": "Simplemma", "version": version, "licenses": licences},
            {"bom-ref": "p", "name": "pytest", "version": "1", "licenses": licences},
        ],
        "dependencies": [
            {"ref": "root", "dependsOn": ["s", "p"]},
            {"ref": "p", "dependsOn": ["s"]},
            {"ref": "s"},
        ],
    }


def test_a_package_gets_its_hashes_and_licence_and_what_is_shipped_of_it() -> None:
    """What development alone needs is left out, and what depends on it."""
    whole = sbom.join(installed(LOCKED["simplemma"], MIT), LOCK)
    first, *works = whole["components"]

    assert (MIT, [{"hashes": ["x"]}]) == (first["licenses"], first["externalReferences"])
    assert len(WORKS) == len(works)
    assert [{"ref": "root", "dependsOn": ["s"]}, {"ref": "s", "dependsOn": []}] == whole["dependencies"]


@pytest.mark.parametrize(("version", "licences"), [("0", MIT), (LOCKED["simplemma"], [])])
def test_a_package_of_another_version_or_without_a_licence_stops_it(
    version: str, licences: list[Any]
) -> None:
    """Somebody has to look."""
    with pytest.raises(ValueError, match="simplemma"):
        sbom.join(installed(version, licences), LOCK)


def test_the_tool_is_locked_by_hashes_and_no_address() -> None:
    """As pip-audit is."""
    text = (ROOT / ".ci" / "sbom.txt").read_text(encoding="utf-8")

    assert "cyclonedx-bom==" in text
    assert len(re.findall(r"^[\w.-]+==\S+ \\$", text, re.M)) == len(re.findall(r"^[\w.-]+==", text, re.M))
    assert "http" not in text
