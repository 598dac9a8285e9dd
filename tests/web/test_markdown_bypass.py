"""Components' HTML passes Markdown by and comes back whole."""

from __future__ import annotations

from markupsafe import Markup, escape
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.web.markdown_bypass import Drawings


def test_a_mark_stands_where_the_html_will() -> None:
    drawings = Drawings()
    component = drawings.begin_page(lambda name, record: Markup(f"<b>{name} {record}</b>"))

    page = f"# Rubrik\n\n{escape(component('steps', 1))}\n\n{escape(component('rule', 2))}"

    assert "<b>" not in page
    assert "# Rubrik\n\n<b>steps 1</b>\n\n<b>rule 2</b>" == drawings.restore(page)


def test_a_component_may_stand_in_another() -> None:
    drawings = Drawings()
    component = drawings.begin_page(lambda name, record: Markup("<i>{}</i>").format(record or name))

    assert "<i><i>inner</i></i>" == drawings.restore(str(escape(component("outer", component("inner")))))


def test_a_pattern_may_still_ask_what_was_drawn() -> None:
    component = Drawings().begin_page(lambda *_: Markup("<section>…</section>"))

    assert "<section" in component("contacts")


def test_a_text_that_looks_like_a_mark_stays_text() -> None:
    """It is escaped like every other text, and names nothing."""
    drawings = Drawings()
    component = drawings.begin_page(lambda _, record: Markup("<i>{}</i>").format(record))

    page = drawings.restore(str(escape(component("section", "<!--drawn-0-->"))))

    assert "<i>&lt;!--drawn-0--&gt;</i>" == page


def test_a_text_passes_markdown_by() -> None:
    """Whatever it says, Markdown reads a mark; the words come back as they were, links and all."""
    drawings = Drawings()
    drawings.begin_page(lambda *_: Markup(""))

    page = f"# {drawings.keep_text('*Norrby* [x](y)')}\n\n- {drawings.keep_text('<em>1.</em> och')}"

    assert "Norrby" not in page
    assert "# *Norrby* [x](y)\n\n- <em>1.</em> och" == drawings.restore(page)


def test_two_pages_with_other_words_have_the_same_markdown() -> None:
    def page(name: str) -> str:
        drawings = Drawings()
        drawings.begin_page(lambda *_: Markup(""))
        return f"# {drawings.keep_text(name)} {{ #{drawings.keep_text('skede-fore')} }}"

    assert page("Björkstad") == page("Å *och* <b>Ö</b>")
    assert "{ #skede-fore }" in page("Björkstad"), "Markdown must read an id"


def test_the_register_of_a_page_has_its_own_words() -> None:
    """A heading's markup is left out there."""
    drawings = Drawings()
    drawings.begin_page(lambda *_: Markup(""))
    heading = AnchorLink(f"Möten i {drawings.keep_text('<em>Norrby</em>')}", "moten", 2)

    (told,) = drawings.restore_toc(TableOfContents([heading]))

    assert ("Möten i Norrby", "moten", 2) == (told.title, told.id, told.level)
