"""The levels of a binder: what each is called, and where it is written."""

from dataclasses import dataclass
from typing import NamedTuple

from macros.problems import Place
from macros.records.levels import Level, LevelName
from macros.records.nodes import Scalar


class BinderLevel(NamedTuple):
    """A level as its binder knows it: name, and file or folder.

    ``lines`` are the first and last line of a level that is a part of a file.
    """

    level: LevelName
    name: str
    path: str
    lines: tuple[int, int] | None

    def holds(self, place: Place) -> bool:
        """Return whether a place lies in the level's files and lines."""
        if place.file != self.path and not place.file.startswith(self.path + "/"):
            return False
        return self.lines is None or self.lines[0] <= place.line <= self.lines[1]


def describe_level(level: Level) -> BinderLevel:
    """Return a level as its binder knows it."""
    called = level.own.get("short" if level.name.kind == "agreements" else "name")
    name = str(called) if isinstance(called, Scalar) else level.name.slug
    return BinderLevel(level.name, name, level.path, level.lines)


@dataclass(frozen=True, slots=True)
class BinderLevels:
    """The levels of one binder, the lowest first.

    The first is what the municipality has of its own for the area, then comes the municipality.
    ``share_agreement``: whether the municipality has another binder under the same agreement.
    """

    levels: tuple[BinderLevel, ...]
    share_agreement: bool = False

    @property
    def area_slug(self) -> str:
        """The slug of the area that the binder is for."""
        return self.levels[0].level.area

    @property
    def agreement_slug(self) -> str:
        """The slug of its agreement."""
        return self.levels[-1].level.slug

    @property
    def files(self) -> dict[str, str]:
        """The path of each level's file or folder with its name, municipality first."""
        return {level.path: level.name for level in self.levels[1:]}

    @property
    def town_name(self) -> str:
        """The municipality's name, or its slug where the name is missing."""
        return self.levels[1].name

    def find(self, place: Place) -> BinderLevel | None:
        """Return the level that a place lies in, or None."""
        return next((level for level in self.levels if level.holds(place)), None)
