"""Invented areas and municipalities: the texts in ``text``, with names and telephone numbers."""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from tests.country.agreement import Files, list_names
from tests.country.names import slug
from tests.country.vary import TEXT, add, fill, read

_OF_THE_AREA = ("membership", "revisions", "local")
"""What belongs to a collaboration, not to the place, beside what ``area_changes`` hold."""


def area(random: Random, name: str, agreement: str, towns: list[str], phones: Iterator[str]) -> Files:
    """Return all files of one area: its clinics, its history and what it has agreed on."""
    words = {
        "name": name,
        "slug": slug(name),
        "agreement": agreement,
        "main": random.choice(towns),
        "places": list_names(towns),
    }
    files: Files = fill(read(TEXT / "area.yaml"), random, words)
    give_phones(files["contacts"], phones)
    return files


def municipality(
    random: Random, name: str, area: str, county: str, further: dict[str, Any], phones: Iterator[str]
) -> dict[str, Any]:
    """Return one municipality: its own fields, its contacts, and a few changes or none.

    With ``further`` areas, what it has for each of its areas stands under the area.
    """
    words = {"name": name, "slug": slug(name), "area": area, "county": county}
    level = fill_with_changes(read(TEXT / "municipality.yaml"), random, words)
    give_phones(level["contacts"], phones)
    own = {key: level.pop(key) for key in _OF_THE_AREA if key in level}
    for change in level.pop("area_changes", ()):
        add(own, change)
    if not further:
        return level | own
    level["first"] = level.pop("area")
    return level | {"areas": {area: own, **further}}


def fill_with_changes(text: Any, random: Random, words: Mapping[str, str]) -> dict[str, Any]:
    """Fill in a level's text, and make the changes that are chosen in it. Leave out empty lists."""
    level: dict[str, Any] = fill(text, random, words)
    for change in level.pop("changes"):
        add(level, change)
    return {key: value for key, value in level.items() if value != []}


def give_phones(contacts: list[dict[str, str]], phones: Iterator[str]) -> None:
    """Give every contact a number."""
    for contact in contacts:
        contact["phone"] = next(phones)
