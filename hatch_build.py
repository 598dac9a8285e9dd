"""Put copies of the project's own files into the wheel, in ``macros/_files``.

``macros/project.py`` finds them there. An editable install needs no copies: it reads the clone.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = (
    "mkdocs.yml",
    "macros/hooks.py",  # moved, not copied: MkDocs loads it by the path in mkdocs.yml
    "requirements.txt",
    "docs",
    "overrides",
    "tests/exempel",  # om/komponenter draws every component from it
    "data/site.yaml",  # parmen init begins with what all binders share
    "data/laws.yaml",
    "data/glossary.yaml",
    "data/accessibility.yaml",
    ".githooks",
)


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the copies to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Set which files and folders to include, and their places in the wheel."""
        if version == "standard":
            build_data["force_include"] |= {name: f"macros/_files/{name}" for name in FILES}
