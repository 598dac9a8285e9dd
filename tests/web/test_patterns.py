"""What a pattern prints is harmless as HTML and as Markdown."""

from __future__ import annotations

import html

import markdown  # type: ignore[import-untyped]
import pytest
from markupsafe import escape

from macros.web.patterns import neutral

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
    plain = _render(pattern.format("Norrby"))
    strange = _render(pattern.format(neutral(escape(name))))

    assert plain.replace("Norrby", " ".join(name.split())) == html.unescape(strange)


def _render(source: str) -> str:
    extensions = ["attr_list", "md_in_html", "tables"]
    return markdown.markdown(source, extensions=extensions)


def test_markup_of_ours_is_kept() -> None:
    """Emphasis and links that the renderer made stay; a Markdown character in an address does no harm."""
    made = neutral('Ring <a href="https://exempel.example/a_b_c*d*">*oss*</a> <em>nu</em>')

    assert 'href="https://exempel.example/a_b_c*d*"' in html.unescape(_render(str(made)))
    assert "<em>nu</em>" in _render(str(made))
    assert "*oss*" in html.unescape(_render(str(made)))
