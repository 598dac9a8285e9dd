"""What components drew for one municipality, for those where they would draw the same.

Municipalities of one agreement share most records, as the same frozen objects. So what a component drew
is kept with what it was given and with what it asked its binder for: where another binder answers with the
same objects, it is taken as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any

from markupsafe import Markup

from macros.project import TEMPLATES
from macros.records.binder import Binder
from macros.rendering.asked import ask, asking

Answers = tuple[tuple[str, Any], ...]
"""Fields of a binder, and what stands in them."""

_NOTE = re.compile(r"{#.*?#}", re.DOTALL)
_OWN = "municipality"
"""The field that no two binders share."""


class Memory:
    """What has been drawn of one shelf in one run."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._drawn: defaultdict[Hashable, list[tuple[Answers, Markup]]] = defaultdict(list)
        self._kept: dict[int, Any] = {}
        self._used: set[Hashable] = set()
        self._naming: dict[str, bool] = {}

    def forget(self) -> None:
        """Forget what was drawn for one municipality only."""
        for key in self._drawn.keys() - self._used:
            del self._drawn[key]
        self._used.clear()

    def draw(
        self,
        draw: Callable[[], Markup],
        binder: Binder | None,
        where: Hashable,
        name: str,
        record: Any,
        options: dict[str, Any],
    ) -> Markup:
        """Give what a component draws: what is remembered, or what ``draw`` gives now.

        ``where`` is what the surface and the language mean for it.
        """
        key = (name, where, self._frozen(record), self._frozen(options))
        for answers, html in self._drawn[key]:
            if all(getattr(binder, field, None) is answer for field, answer in answers):
                for field, _ in answers:
                    ask(field)
                self._used.add(key)
                return html
        with asking() as asked:
            if self._names_binder(name):
                ask(_OWN)
            html = draw()
        if _OWN not in asked:
            answers = tuple((field, getattr(binder, field, None)) for field in asked)
            self._drawn[key].append((answers, html))
        return html

    def _names_binder(self, name: str) -> bool:
        """Tell whether a component's template reads the binder itself: then what it draws is never shared."""
        if name not in self._naming:
            source = (TEMPLATES / "components" / f"{name}.html").read_text(encoding="utf-8")
            self._naming[name] = "binder" in _NOTE.sub("", source)
        return self._naming[name]

    def _frozen(self, value: Any) -> Hashable:
        """Give what a value is known by: plain values by what they say, a record by being itself."""
        if value is None or isinstance(value, (str, int)):
            return (type(value), value)
        if isinstance(value, dict):
            return tuple((key, self._frozen(inner)) for key, inner in value.items())
        if isinstance(value, (list, tuple)):
            return tuple(map(self._frozen, value))
        self._kept[id(value)] = value
        return id(value)
