"""Invented areas and municipalities: the texts in ``text``, with names and telephone numbers."""

from collections.abc import Iterator
from random import Random
from typing import Any

from tests.country.agreement import Files
from tests.country.names import slug
from tests.country.vary import TEXT, add, fill, read


def area(random: Random, name: str, agreement: str, towns: list[str], phones: Iterator[str]) -> Files:
    """Return all files of one area: its clinics, its history and what it has agreed on."""
    words = {
        "name": name,
        "slug": slug(name),
        "agreement": agreement,
        "main": random.choice(towns),
        "places": f"{', '.join(towns[:-1])} och {towns[-1]}",
    }
    files: Files = fill(read(TEXT / "area.yaml"), random, words)
    _give_phones(files["contacts"], phones)
    return files


def municipality(random: Random, name: str, area: str, county: str, phones: Iterator[str]) -> dict[str, Any]:
    """Return one municipality: its own fields, its contacts, and a few changes or none."""
    words = {"name": name, "slug": slug(name), "area": area, "county": county}
    level: dict[str, Any] = fill(read(TEXT / "municipality.yaml"), random, words)
    _give_phones(level["contacts"], phones)
    for change in level.pop("changes"):
        add(level, change)
    return {key: value for key, value in level.items() if value != []}


def _give_phones(contacts: list[dict[str, str]], phones: Iterator[str]) -> None:
    for contact in contacts:
        contact["phone"] = next(phones)
