"""Components' HTML passes Markdown by and comes back whole."""

from __future__ import annotations

from markupsafe import Markup, escape

from macros.web.drawn import Drawings


def test_a_mark_stands_where_the_html_will() -> None:
    drawings = Drawings()
    component = drawings.keeping(lambda name, record: Markup(f"<b>{name} {record}</b>"))

    page = f"# Rubrik\n\n{escape(component('steps', 1))}\n\n{escape(component('rule', 2))}"

    assert "<b>" not in page
    assert "# Rubrik\n\n<b>steps 1</b>\n\n<b>rule 2</b>" == drawings.put_back(page)


def test_a_component_may_stand_in_another() -> None:
    drawings = Drawings()
    component = drawings.keeping(lambda name, record: Markup("<i>{}</i>").format(record or name))

    assert "<i><i>inner</i></i>" == drawings.put_back(str(escape(component("outer", component("inner")))))


def test_a_pattern_may_still_ask_what_was_drawn() -> None:
    component = Drawings().keeping(lambda *_: Markup("<section>…</section>"))

    assert "<section" in component("contacts")


def test_a_text_that_looks_like_a_mark_stays_text() -> None:
    """It is escaped like every other text, and names nothing."""
    drawings = Drawings()
    component = drawings.keeping(lambda _, record: Markup("<i>{}</i>").format(record))

    page = drawings.put_back(str(escape(component("section", "<!--drawn-0-->"))))

    assert "<i>&lt;!--drawn-0--&gt;</i>" == page
