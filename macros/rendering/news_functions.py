"""What templates ask of news: numbers of the information sheet, and its readers.

A number is also written as plain text, to paste into an e-mail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markupsafe import Markup, escape

from macros.records.binder import Binder
from macros.records.issues import Issue, make_issue
from macros.records.month_sheet import make_month_sheet
from macros.records.newsletter import Newsletter
from macros.records.shared_records import AUDIENCES, Audience, Section

_AUDIENCES: dict[Audience, str] = {"staff": "Personal", "managers": "Chefer", "family": "Familj"}
Plain = Callable[[Any], str]
"""Returns a text as plain words."""


def name_audience(binder: Binder, audience: Audience) -> str:
    """Return what an audience is called in a binder."""
    return binder.retitle(_AUDIENCES[audience])


def news_functions(binder: Binder | None, plain: Plain, address: str) -> dict[str, Any]:
    """Return what templates may name and call for a number and its readers.

    ``address`` is that of the site.
    """

    def issue_of(number: Newsletter) -> Issue:
        """Return a number with what belongs to it."""
        assert binder is not None
        keys = [key for key, other in binder.newsletters.items() if other is number]
        return make_issue(binder, keys[0])

    def mail_text(issue: Issue) -> Markup:
        """Return a number as text whose line ends survive in HTML."""
        assert binder is not None
        page = f"{address.rstrip('/')}/{binder.address}/nytt/{issue.key}/"
        return Markup(str(escape(write_mail(issue, binder, plain, page))).replace("\n", "&#10;"))

    audiences = [(name, name_audience(binder, name)) for name in AUDIENCES] if binder else []
    return {"issue_of": issue_of, "mail_text": mail_text, "audiences": audiences}


def write_mail(issue: Issue, binder: Binder, plain: Plain, address: str) -> str:
    """Return a number as plain text, its parts with an empty line between."""
    number = issue.number
    parts = [
        [f"Informationsblad nr {issue.key}, {number.date}", f"{binder.agreement.short}, {binder.name}"],
        [plain(number.title).upper()],
        [plain(number.lead)] if number.lead else [],
        *(part for section in number.sections for part in _write_section(section, plain)),
        _write_list("Goda exempel", map(plain, number.examples)),
        _write_list("Det här är nytt", (f"{item.date}: {plain(item.title)}" for item in issue.revisions)),
        _write_figures(issue, binder, plain),
        _write_list(
            "Det här är på gång",
            (f"{ahead.words}: {plain(ahead.what)}{_in_brackets(ahead.function)}" for ahead in issue.ahead),
        ),
        [f"Läs mer: {address}"],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _write_section(section: Section, plain: Plain) -> Iterator[list[str]]:
    """Yield a section's parts: its heading with the first paragraph, and the rest."""
    paragraphs = [[plain(paragraph)] for paragraph in section.paragraphs]
    points = [f"- {plain(point)}" for point in section.points]
    closing = [plain(section.closing)] if section.closing else []
    first, *others = [part for part in (*paragraphs, points, closing) if part] or [[]]
    yield [plain(section.title).upper(), *first]
    yield from others


def _write_list(title: str, items: Iterable[str]) -> list[str]:
    """Return a heading and its points; nothing where there are none."""
    points = [f"- {item}" for item in items]
    return [title.upper(), *points] if points else []


def _write_figures(issue: Issue, binder: Binder, plain: Plain) -> list[str]:
    """Return the latest figures on the number's day, which only the newest number has."""
    sheet = None if issue.newer else make_month_sheet(binder, until=issue.number.date)
    if sheet is None:
        return []
    latest = (
        f"{plain(row.measure.text)}: {cell.words}{sheet.name_months(cell)}"
        for row, cell in sheet.latest
        if not row.answer
    )
    return _write_list(f"Siffror för {sheet.latest_period}", latest)


def _in_brackets(function: str) -> str:
    return f" ({function})" if function else ""
