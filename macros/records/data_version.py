"""The version of the data: in which form the YAML files are written.

It stands in ``site.yaml``. Data from before there were versions has none, and counts as the first. What the
program still reads in an older form may stay; ``parmen migrate`` writes it in the newer one. What it reads no
more is told of once, and not at every line.
"""

from collections.abc import Iterable
from pathlib import Path

from macros.problems import Place, Problem
from macros.records.nodes import Mapping, Node, Scalar
from macros.records.source import read_yaml

CURRENT = 3
"""The version that this program writes. Raise it with each change that older data must be migrated for."""
REMOVED = {"Introduction": frozenset({"minutes"})}
"""Fields that older data has and nobody reads any more, by record class."""
_MIGRATE = (
    "Spara allt i git, och skriv  parmen migrate --dry-run  så ser du vad som ändras. Gör det sedan med  "
    "parmen migrate"
)
_UPDATE = "Hämta den senaste versionen av programmet. Den kan läsa filerna."


def version_of(site: Node | None) -> int:
    """Return the version that ``site.yaml`` names; the first where it names none."""
    value = site.get("version") if isinstance(site, Mapping) else None
    text = value.strip() if isinstance(value, Scalar) else ""
    return int(text) if text.isdecimal() and len(text) <= 9 else 1


def find_version_problem(folder: Path, found: Iterable[Problem]) -> Problem | None:
    """Return the one problem of data in a form that this program does not read.

    ``found`` are the problems of reading it: they tell of fields that are read no more.
    """
    name = f"{folder.as_posix()}/site.yaml"
    site = read_yaml(folder / "site.yaml", name, [])
    if not isinstance(site, Mapping):
        return None
    place = site.keys_at.get("version", Place(name, 1))
    version = version_of(site)
    if version > CURRENT:
        message = f"filerna är skrivna för en nyare version av programmet (version: {version}, här {CURRENT})"
        return Problem.at(place, "newer-data", message, _UPDATE)
    if version < CURRENT and (lacks_roles(site) or any(problem.rule == "older-data" for problem in found)):
        message = f"filerna är skrivna för en äldre version av programmet (version: {version}, nu {CURRENT})"
        return Problem.at(place, "older-data", message, _MIGRATE)
    return None


def lacks_roles(site: Mapping) -> bool:
    """Return whether it is from before the functions that may answer were listed once."""
    return "roles" not in site
