"""Begin a folder of content: the shared data, and the files beside the data.

The shared data are copies of the program's own, with one's own name and addresses. What lies beside stands in
the folder ``starters/folder``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from string import Template

from macros.exchange.program_wheel import LOCK, Wheel
from macros.exchange.splice import YamlText, fields_of_node
from macros.exchange.starters import Files
from macros.exchange.yaml_scalar import write_scalar
from macros.project import DOCS, HOOKS, SHARED_DATA

_FOLDER = Path(__file__).parent / "starters" / "folder"
_PLACES = {
    "mkdocs.yml": "mkdocs.yml",
    "Makefile": "Makefile",
    "gitignore": ".gitignore",
    "github.yml": ".github/workflows/parmen.yml",
    "gitlab.yml": ".gitlab-ci.yml",
}
"""Where each file that is copied as it is lies in the new folder."""
_AS_IT_IS = ("laws", "glossary")
_ABOUT = "om/index.md"
_OURS = ("namnet", "kallor")
"""The sections of the program's page about itself that are true of its own example alone."""
_EXAMPLE_HOST = "parmen.example"


def start_shared(name: str, publisher: str) -> Files:
    """Return the files that all binders share, by path below the data folder."""
    own = {
        "name": name,
        "publisher": publisher,
        "address": f"https://{_EXAMPLE_HOST}/",
        "email": f"redaktion@{_EXAMPLE_HOST}",
        "published": "nej",
    }
    files = {f"{file}.yaml": _read_shared(file) for file in _AS_IT_IS}
    site = _set_values(_read_shared("site"), own, {"security.contact": f"sakerhet@{_EXAMPLE_HOST}"})
    comment = "# Inställningarna som alla pärmar delar. Byt ut adresserna, de är påhittade.\n"
    files["site.yaml"] = re.sub(r"\A#.*\n", comment, site)
    # What make audit found is true of another site.
    files["accessibility.yaml"] = re.sub(
        r"\n#[^\n]*\nautomated:\n(?: .*\n)+", "", _read_shared("accessibility")
    )
    return files


def add_first_services(services: str) -> str:
    """Return the services of a new agreement with those that the shared texts name.

    They are where one reports, and where one complains.
    """
    return services + _read("services.yaml")


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _read_shared(name: str) -> str:
    return (SHARED_DATA / f"{name}.yaml").read_text(encoding="utf-8")


def _set_values(text: str, fields: Mapping[str, str], inner: Mapping[str, str]) -> str:
    """Return the text of a YAML file with other values of some fields.

    ``inner`` are fields of fields: *security.contact*.
    """
    yaml_text = YamlText(text)
    nodes = fields_of_node(yaml_text.root)
    for path in inner:
        field, _, name = path.partition(".")
        nodes[path] = fields_of_node(nodes[field])[name]
    for path, value in {**fields, **inner}.items():
        node = nodes[path]
        yaml_text.edits.append((node.start_mark.index, yaml_text.end_of(node), write_scalar(value, 0, path)))
    return yaml_text.apply_edits()


def start_beside(title: str, wheel: Wheel, written: Iterable[str]) -> Files:
    """Return the files beside the data, by path.

    ``written`` are those to be filled in first: the agreement's, the area's and the municipality's.
    """
    agreement, area, municipality = written
    words = {
        "title": " ".join(re.sub(r"[\\`*_\[\]<>#|]", "", title).split()),
        "agreement": agreement,
        "area": area,
        "municipality": municipality,
        "found": "" if wheel.address else _read("no_address.md").rstrip(),
        "requirement": wheel.requirement,
    }
    files = {place: _read(file) for file, place in _PLACES.items()}
    for file in ("README.md", LOCK):
        files[file] = Template(_read(file)).substitute(words)
    files |= {f".githooks/{hook.name}": hook.read_text(encoding="utf-8") for hook in sorted(HOOKS.iterdir())}
    files[f"docs/{_ABOUT}"] = _write_about()
    files["docs/assets/marks/.gitkeep"] = ""
    return files


def _write_about() -> str:
    """Return the page about the site.

    What holds for the program's own example alone is left out.
    """
    head, *sections = re.split(r"^(?=## )", (DOCS / _ABOUT).read_text(encoding="utf-8"), flags=re.M)
    ours = tuple(f"{{ #{name} }}" for name in _OURS)
    kept = [section for section in sections if not section.splitlines()[0].endswith(ours)]
    return "".join([head, *kept[:-2], _read("sources.md"), "\n", *kept[-2:]])
