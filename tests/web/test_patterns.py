"""What a pattern prints is harmless as HTML and as Markdown."""

from __future__ import annotations

import html

import markdown  # type: ignore[import-untyped]
import pytest
from markupsafe import escape

from macros.web.markdown_bypass import Drawings

STRANGE = [
    "<b>Norrby</b>",
    "*Norrby* och _Söderby_",
    "[Norrby](javascript:alert(1))",
    "![x](y.png)",
    "`kod`",
    "# Norrby",
    "- Norrby",
    "1. Norrby",
    "> Norrby",
    "{{ config }}",
    "Norrby { .klass }",
    "\\*Norrby\\*",
    "~~x~~ | y | z",
    "===",
]


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize(
    "pattern", ["{}", "# {}", "## {} {{ #plats }}", "[{}](../)", "- {}", "| {} |\n|---|\n| x |"]
)
def test_a_strange_name_stays_words(name: str, pattern: str) -> None:
    """Wherever a pattern prints it, the reader sees what stands in the data, and nothing happens."""
    drawings = Drawings()
    plain, marked = (
        markdown.markdown(pattern.format(words), extensions=["attr_list", "md_in_html", "tables"])
        for words in ("Norrby", drawings.keep_text(escape(name)))
    )

    assert plain.replace("Norrby", name) == html.unescape(drawings.restore(marked))
