"""Put the invented country together and write it as files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.country import names
from tests.country.agreement import EXAMPLE, MEETINGS, Files, agreement, short
from tests.country.places import area, municipality

COUNTIES, AREAS, MUNICIPALITIES = 21, 70, 290


@dataclass
class Size:
    """How much was written."""

    files: int = 0
    characters: int = 0


class _Dumper(yaml.CSafeDumper):
    """Writes shared values in full: anchors are not allowed in the data."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never write an alias."""
        return True


def generate(folder: Path, seed: int = 290) -> Size:
    """Write the whole country into a folder. The same seed gives the same files."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("site", "laws", "glossary", "accessibility"):
        shutil.copyfile(EXAMPLE / f"{name}.yaml", folder / f"{name}.yaml")
    size = Size()
    for path, content in _levels(random).items():
        _write(folder / f"{path}.yaml", content, size)
    return size


def _levels(random: Random) -> Files:
    """Give every level's files, by their path without ``.yaml``."""
    levels: Files = {}
    counties = [f"{name}s län" for name in names.counties(random, COUNTIES)]
    slugs = []
    for number, meeting in enumerate(MEETINGS):
        slugs.append(names.slug(short(meeting)))
        files = agreement(random, meeting, counties[number :: len(MEETINGS)])
        levels |= {f"agreements/{slugs[-1]}/{path}": content for path, content in files.items()}
    _places(random, slugs, counties, levels)
    return levels


def _places(random: Random, agreements: list[str], counties: list[str], levels: Files) -> None:
    """Add the areas and their municipalities, spread evenly over counties and agreements."""
    towns = names.towns(random, MUNICIPALITIES)
    phones = names.phones()
    for number, name in enumerate(names.areas(random, AREAS)):
        county = number % COUNTIES
        own = towns[number::AREAS]
        files = area(random, name, agreements[county % len(agreements)], own, phones)
        levels |= {f"areas/{names.slug(name)}/{path}": content for path, content in files.items()}
        for town in own:
            level = municipality(random, town, names.slug(name), counties[county], phones)
            _place_town(random, levels, town, level)


def _place_town(random: Random, levels: Files, town: str, level: dict[str, Any]) -> None:
    """Write a municipality as one file, or every tenth as a folder."""
    path = f"municipalities/{names.slug(town)}"
    if random.random() < 0.1:
        levels[f"{path}/contacts"] = level.pop("contacts")
        path += "/index"
    levels[path] = level


def _write(path: Path, content: Any, size: Size) -> None:
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    size.files += 1
    size.characters += len(text)
