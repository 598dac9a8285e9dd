"""Further collaborations, which some municipalities take part in beside their first: texts in ``text/further``.

Each region has one agreement of each kind. Its areas are counties; where the text has a ``part``, the areas that
municipalities take part in are parts of a county.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from tests.country.agreement import MEETINGS, list_names
from tests.country.names import slug
from tests.country.places import fill_with_changes, give_phones
from tests.country.vary import TEXT, fill, read

KINDS = ("narvaro", "vuxna", "trygg")
_SHARES = (50, 33, 12, 5)
"""Of a hundred municipalities, how many take part in no further collaboration, in one, two and three."""


class Further:
    """The further collaborations, and who has joined them so far."""

    def __init__(self, random: Random, counties: list[str]) -> None:
        """Begin with no municipality in any of them."""
        self.random = random
        self.counties = counties
        self.towns: dict[tuple[str, str, str], list[str]] = {}
        """The municipalities of each kind, county and place (the county or a part of it)."""

    def agreements(self) -> Iterator[tuple[str, Any]]:
        """Yield every agreement's file, by its path."""
        for number, land in enumerate(MEETINGS.values()):
            words = {"land": land, "counties": list_names(self.counties[number :: len(MEETINGS)])}
            for kind in KINDS:
                yield f"agreements/{kind}-{slug(land)}", fill(_text(kind)["agreement"], self.random, words)

    def join(self, town: str, county: str, area: str) -> dict[str, Any]:
        """Let a municipality join none to three. Return what it has of its own there, by the area's slug."""
        (number,) = self.random.choices(range(len(KINDS) + 1), _SHARES)
        joined = {}
        for kind in self.random.sample(KINDS, number):
            place = area if "part" in _text(kind) else _land(county)
            self.towns.setdefault((kind, county, place), []).append(town)
            joined[f"{kind}-{slug(place)}"] = fill_with_changes(
                _text(kind)["municipality"], self.random, {"name": town}
            )
        return joined

    def areas(self, phones: Iterator[str]) -> Iterator[tuple[str, Any]]:
        """Yield the file of each area that somebody has joined, by its path, and of those above it."""
        uppers: dict[tuple[str, str], list[str]] = {}
        for (kind, county, place), towns in self.towns.items():
            uppers.setdefault((kind, county), []).extend(towns)
            if "part" in _text(kind):
                yield self._area(kind, county, place, "part", towns, phones)
        for (kind, county), towns in uppers.items():
            yield self._area(kind, county, _land(county), "area", towns, phones)

    def _area(
        self, kind: str, county: str, place: str, text: str, towns: list[str], phones: Iterator[str]
    ) -> tuple[str, Any]:
        land = list(MEETINGS.values())[self.counties.index(county) % len(MEETINGS)]
        words = {
            "name": place,
            "slug": slug(place),
            "agreement": f"{kind}-{slug(land)}",
            "upper": f"{kind}-{slug(_land(county))}",
            "main": self.random.choice(towns),
            "places": list_names(towns),
        }
        area = fill(_text(kind)[text], self.random, words)
        give_phones(area["contacts"], phones)
        return f"areas/{kind}-{slug(place)}", area


def _text(kind: str) -> dict[str, Any]:
    text: dict[str, Any] = read(TEXT / "further" / f"{kind}.yaml")
    return text


def _land(county: str) -> str:
    return county.removesuffix("s län")
