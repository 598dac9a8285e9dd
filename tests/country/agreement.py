"""An invented agreement: the texts in ``text/agreement``, and what ``tests/exempel`` has beside them."""

from pathlib import Path
from random import Random
from typing import Any

from tests.country.vary import TEXT, fill, read

EXAMPLE = Path(__file__).parents[1] / "exempel"
Files = dict[str, Any]
"""The content of files by their path, without ``.yaml``."""

MEETINGS = {
    "samverkansmöte": "Vattland",
    "stödmöte": "Slättmark",
    "trygghetsmöte": "Åsmark",
    "familjemöte": "Skärland",
}
"""What the meeting is called in each agreement, and the region that is a party to it."""

_FORMS = ("möte", "ett möte", "mötet", "mötets", "möten", "mötena")
_TRANSLATED = ("leaflets/familj", "surveys/enkat-folder")
"""One agreement has the example's leaflet, in four languages."""


def agreement(random: Random, meeting: str, counties: list[str]) -> Files:
    """Return all files of one agreement."""
    land = MEETINGS[meeting]
    words = {
        "land": land,
        "region": f"Region {land}",
        "short": short(meeting),
        "counties": list_names(counties),
        "first": counties[0],
        "others": list_names(counties[1:]),
    }
    folder = EXAMPLE / "agreements" / "exempelavtalet"
    files: Files = {name: _renamed(content, words) for name, content in _files(folder).items()}
    own = {name: fill(content, random, words) for name, content in _files(TEXT / "agreement").items()}
    kept = _TRANSLATED if meeting == next(reversed(MEETINGS)) else ()
    files |= {name: content for name, content in own.items() if name not in kept}
    files["terms"] = {"mote": {"forms": {form: form.replace("möte", meeting) for form in _FORMS}}}
    for name in ("contacts", "reading_paths", "self_check"):  # they lead to the example's own steps
        del files[name]
    return files


def short(meeting: str) -> str:
    """Return what an agreement is called for short."""
    return f"{meeting.removesuffix('möte').capitalize()}avtalet"


def _files(folder: Path) -> Files:
    paths = sorted(folder.rglob("*.yaml"))
    return {str(path.relative_to(folder).with_suffix("")): read(path) for path in paths}


def _renamed(node: Any, words: dict[str, str]) -> Any:
    """Put the invented names where the example has its own."""
    if isinstance(node, dict):
        return {key: _renamed(value, words) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(value, words) for value in node]
    return str(node).replace("Exempelavtalet", words["short"]).replace("Region Granland", words["region"])


def list_names(names: list[str]) -> str:
    """Return names as a list in words."""
    return " och ".join(filter(None, (", ".join(names[:-1]), names[-1])))
