"""The form of a leaflet in another language: the Swedish, and a box beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from macros.records.languages import RIGHT_TO_LEFT, SWEDISH_NAMES, language_tag
from macros.records.leaflet_texts import Share
from macros.records.translations import Status
from macros.rendering.environment import render_template


@dataclass(slots=True)
class Box:
    """One text of the leaflet: where it stands, the Swedish, and its translation.

    ``name`` is the box's name in the form. ``codes`` are what the translation must keep. ``confirmed`` is
    True where somebody has ticked that an older translation is right. ``current`` is what the file says now,
    where that has changed since the form was drawn.
    """

    name: str
    where: str
    swedish: str
    value: str
    status: Status
    codes: tuple[str, ...] = ()
    confirmed: bool = False
    faults: list[str] = field(default_factory=list)
    current: str | None = None

    @property
    def rows(self) -> int:
        """How many rows its text takes."""
        return min(12, 1 + max(len(self.swedish), len(self.value)) // 45)


@dataclass(slots=True)
class TranslationForm:
    """A leaflet in a language, with all that was typed and what was wrong with it.

    ``base`` are marks of the texts as they were drawn.
    """

    address: str
    path: str
    title: str
    share: Share
    boxes: list[Box]
    base: str
    faults: list[str] = field(default_factory=list)
    status: int = 200

    @property
    def tag(self) -> str:
        """The language as HTML names it."""
        return language_tag(self.share.language)

    @property
    def direction(self) -> str:
        """Which way its lines run: ``ltr`` or ``rtl``."""
        return "rtl" if self.share.language in RIGHT_TO_LEFT else "ltr"

    @property
    def language(self) -> str:
        """The language's Swedish name."""
        return SWEDISH_NAMES[self.share.language]

    def draw(self, action: str, hidden: Mapping[str, str] | None = None, came_from: str = "") -> Markup:
        """Return the form's HTML; the arguments are as of ``Form.draw``."""
        context = {"form": self, "action": action, "hidden": hidden or {}, "came_from": came_from}
        return Markup(render_template("editing/translation.html", context))


@dataclass(slots=True)
class Languages:
    """The languages that a leaflet may be translated into, and how much each has."""

    path: str
    title: str
    shares: list[Share]
    status: int = 200

    def draw(self, action: str, hidden: Mapping[str, str] | None = None, came_from: str = "") -> Markup:
        """Return the list as HTML, with a link to the form of each language."""
        context = {"choice": self, "action": action, "hidden": hidden or {}, "came_from": came_from}
        return Markup(render_template("editing/languages.html", context))
