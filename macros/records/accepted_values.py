"""Old place of what may be written where a type is due: import it from ``scalars``."""

from macros.records.scalars import TEXT, Takes

__all__ = ["TEXT", "Takes"]
