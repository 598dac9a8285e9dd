"""What is asked of a binder while something of it is drawn: the names of its fields. See ``memory``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_ASKING: list[set[str]] = []


def ask(field: str) -> None:
    """Say that what is being drawn follows from a field of its binder."""
    if _ASKING:
        _ASKING[-1].add(field)


@contextmanager
def asking() -> Iterator[set[str]]:
    """Collect what is asked for within. It is then asked for by what is drawn around it, too."""
    asked: set[str] = set()
    _ASKING.append(asked)
    try:
        yield asked
    finally:
        _ASKING.pop()
        if _ASKING:
            _ASKING[-1] |= asked
