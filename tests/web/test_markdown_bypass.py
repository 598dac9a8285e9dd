"""Components' HTML passes Markdown by and comes back whole; what a pattern prints of the data is harmless."""

import html

import markdown  # type: ignore[import-untyped]
import pytest
from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.web.markdown_bypass import Drawings


def test_a_mark_stands_where_the_html_will() -> None:
    """A pattern may still ask what was drawn."""
    drawings = Drawings()
    component = drawings.bypass(lambda name, record: Markup(f"<b>{name} {record}</b>"))

    page = f"# Rubrik\n\n{escape(component('steps', 1))}\n\n{escape(component('rule', 2))}"

    assert "<b>" not in page
    assert "<b>" in component("contacts", 3)
    assert "# Rubrik\n\n<b>steps 1</b>\n\n<b>rule 2</b>" == drawings.restore(page)


def test_a_component_may_stand_in_another_and_a_text_that_looks_like_a_mark_stays_text() -> None:
    """It is escaped like every other text, and names nothing."""
    drawings = Drawings()
    component = drawings.bypass(lambda name, record=None: Markup("<i>{}</i>").format(record or name))
    nested, strange = component("outer", component("inner")), component("section", "<!--drawn-0-->")

    assert "<i><i>inner</i></i>" == drawings.restore(str(escape(nested)))
    assert "<i>&lt;!--drawn-0--&gt;</i>" == drawings.restore(str(escape(strange)))


@pytest.fixture
def drawings() -> Drawings:
    """A page that has drawn nothing."""
    return Drawings()


def test_a_text_passes_markdown_by(drawings: Drawings) -> None:
    """Whatever it says, Markdown reads a mark; the words come back as they were, links and all."""
    page = f"# {drawings.keep_text('*Norrby* [x](y)')}\n\n- {drawings.keep_text('<em>1.</em> och')}"

    assert "Norrby" not in page
    assert "# *Norrby* [x](y)\n\n- <em>1.</em> och" == drawings.restore(page)


def test_two_pages_with_other_words_have_the_same_markdown(drawings: Drawings) -> None:
    """So their Markdown is converted once."""
    pages = []
    for name, anchor in (("Björkstad", "skede-fore"), ("Å *och* <b>Ö</b>", "skede-efter")):
        drawings.begin_page()
        pages.append(f"# {drawings.keep_text(name)} {{ #{drawings.keep_text(anchor)} }}")

    assert pages[0] == pages[1]
    assert "{ #skede-efter }" in drawings.restore(pages[1])


def test_the_register_of_a_page_has_its_own_words(drawings: Drawings) -> None:
    """A heading's markup is left out there."""
    heading = AnchorLink(f"Möten i {drawings.keep_text('<em>Norrby</em>')}", "moten", 2)

    (entry,) = drawings.restore_toc(TableOfContents([heading]))

    assert ("Möten i Norrby", "moten", 2) == (entry.title, entry.id, entry.level)


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
def test_a_strange_name_stays_words(name: str, pattern: str, drawings: Drawings) -> None:
    """Wherever a pattern prints it, the reader sees what stands in the data, and nothing happens."""
    plain, marked = (
        markdown.markdown(pattern.format(words), extensions=["attr_list", "md_in_html", "tables"])
        for words in ("Norrby", drawings.keep_text(escape(name)))
    )

    assert plain.replace("Norrby", name) == html.unescape(drawings.restore(marked))
