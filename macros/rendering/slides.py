"""Make the slides of a workplace meeting (APT), with what to say to each.

They follow the agenda: each item has a slide, and behind it what it ``shows``. What no item shows comes
behind the last that shows anything, so that everything is there once. A slide holds plain words and
is never fuller than it has room for: what is longer goes on the next.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from macros.problems import capitalize
from macros.records.agendas import AgendaItem, Apt, Shown
from macros.records.base import Record, State
from macros.records.binder import Binder
from macros.records.contents import tabs_in
from macros.records.month_sheet import make_month_sheet
from macros.records.registry import PAGES
from macros.records.shared_records import Section
from macros.records.values import Day
from macros.rendering.renderer import Renderer
from macros.rendering.slide import Note, Row, Slide
from macros.rendering.slide_room import (
    MARKS,
    Sizes,
    height_of_row,
    height_of_text,
    room_below,
    split_text,
    spread,
)
from macros.rendering.surface import Paper

_MOST_FIGURES = 5
_MOST_NEWS = 6
"""How many changes are shown; the page *Nytt* has the others."""
_SIZES = {
    "duty": Sizes(spare=2.3),
    "item": Sizes(title=2.4, text=1.3, spare=1.6),
    "case": Sizes(text=1.2),
    "words": Sizes(title=1.8, text=1.15),
}
"""Sizes of what is not set as most slides are; ``components.css`` has the same."""
_STEP_ROOM = 5.5
"""How high a step's words may be before its title has to do."""
_PACKET = next(tab.sheet for tab in PAGES if tab.name == "chef")
_GO_ON = "forts."

_Part = TypeVar("_Part", str, Row)


def make_slides(renderer: Renderer, since: date | None = None) -> list[Slide]:
    """Return the slides of a binder's workplace meeting, in order.

    What is new counts ``since`` a day, or that of the packet for the meeting. Empty without an ``apt``.
    """
    binder = renderer.binder
    if binder is None or binder.apt is None:
        return []
    maker = _Maker(renderer, binder, binder.apt, since or _packet_day(binder))
    return list(maker.make())


def _packet_day(binder: Binder) -> date | None:
    """Return the day from which the meeting's packet counts what is new."""
    return next((packet.since for packet in binder.packets if packet.id == _PACKET), None)


class _Maker:
    """Makes the slides of one binder."""

    def __init__(self, renderer: Renderer, binder: Binder, apt: Apt, since: date | None) -> None:
        self.renderer, self.binder, self.apt, self.since = renderer, binder, apt, since
        self.plain = renderer.plain

    def make(self) -> Iterator[Slide]:
        """Yield the slides in order."""
        parts = self._parts()
        chosen = [part for item in self.apt.agenda for part in item.shows]
        rest = [part for part in parts if part not in chosen]
        last = max((number for number, item in enumerate(self.apt.agenda) if item.shows), default=-1)
        yield self._title()
        yield from self._duty()
        yield from self._agenda()
        shown: set[Shown] = set()
        for number, item in enumerate(self.apt.agenda):
            yield from self._item(item)
            follow = [*item.shows, *(rest if number == max(last, 0) else [])]
            for part in follow:
                if part not in shown:
                    yield from parts[part]()
                    shown.add(part)
        yield from self._dates()
        yield self._more()

    def _parts(self) -> dict[Shown, Callable[[], Iterator[Slide]]]:
        """Return what an item may show, in the order of what none does."""
        return {"news": self._news, "steps": self._steps, "measured": self._measured, "case": self._case}

    def _title(self) -> Slide:
        notes = (Note("Innan ni börjar", (self.plain(self.apt.lead),)),)
        lines = [f"{self.apt.total} minuter", self.plain(self.binder.agreement.short)]
        lines += filter(None, [self.binder.not_in_force(self.binder.today, self.apt)])
        title = self.plain(self.apt.title)
        return Slide("opening", title, self.binder.place_name, tuple(lines), notes=notes, record=self.apt)

    def _duty(self) -> Iterator[Slide]:
        duty = self.renderer.context["duty"]
        text = self.plain(duty.text)
        yield from self._texts("duty", self.plain(duty.title), "Först av allt", [text], path="")

    def _agenda(self) -> Iterator[Slide]:
        rows = [Row("", self.plain(item.title), f"{item.minutes} min") for item in self.apt.agenda]
        whole = f"Sammanlagt {self.apt.total} minuter"
        yield from self._rows("agenda", "Det här gör vi", whole, rows, "apt.agenda")

    def _item(self, item: AgendaItem) -> Iterator[Slide]:
        number = self.apt.agenda.index(item) + 1
        over = f"Punkt {number} · {item.minutes} {'minut' if item.minutes == 1 else 'minuter'}"
        notes = [Note("Säg till exempel", (self.plain(item.say),))] if item.say else []
        notes += [Note("Är tiden knapp?", ("Hoppa över punkten.",))] if item.skip else []
        path = f"apt.agenda.{item.id}"
        slides = self._texts("item", self.plain(item.title), over, [self.plain(item.text)], path=path)
        yield from _with_notes(slides, notes, item)

    def _news(self) -> Iterator[Slide]:
        since, today = self.since, self.binder.today
        news = [one for one in self.binder.news if since is None or one.happened_since(since)]
        rows = [
            Row(
                " ".join(self.plain(change) for change in one.changes),
                self.plain(one.title),
                record=one,
            )
            for one in news[:_MOST_NEWS]
        ]
        over = f"Nytt sedan {Day.fromisoformat(since.isoformat())}" if since else "Nytt"
        dates = [f"{self.plain(one.title)}: {one.validity(today) or one.date}" for one in news[:_MOST_NEWS]]
        more = len(news) - len(rows)
        ways = [f"{more} äldre ändringar står på sidan {self.renderer.page_title('nytt')}."] if more else []
        slides = self._rows("news", "Det här har ändrats", over, rows, "revisions")
        yield from _with_notes(slides, [Note("När det ändrades", (*dates, *ways))], None)

    def _steps(self) -> Iterator[Slide]:
        rows, notes = [], []
        for number, step in enumerate(self.binder.routine.steps, 1):
            title, words = self.plain(step.title), self.plain(step.short or step.text)
            limit = self._limit(step.deadline) if step.deadline is not None else ""
            if limit.rstrip(".").casefold() not in words.casefold():
                words += f" {limit}"
            fits = height_of_row(title, words, "1") <= _STEP_ROOM
            rows.append(Row(words if fits else "", title, str(number), step.child, step))
            notes.append(Note(f"{number}. {title}", (self.plain(step.text),)))
        over = self.renderer.page_title("rutin")
        for slide in self._rows("steps", self.plain(self.binder.routine.title), over, rows, "routine.steps"):
            marks = {row.mark for row in slide.rows}
            own = tuple(note for note in notes if note.label.partition(".")[0] in marks)
            yield replace(slide, notes=own)

    def _limit(self, limit: Record) -> str:
        html = self.renderer.component("time_limit", limit, short=True)
        return " ".join(html.striptags().split())

    def _measured(self) -> Iterator[Slide]:
        """Yield what is measured, and what the latest figures say of it."""
        if self.apt.measured is not None:
            yield from self._measures(self.apt.measured)
        sheet = make_month_sheet(self.binder)
        if sheet is not None:
            over = self.renderer.page_title("uppfoljning")
            rows = [
                Row(
                    f"{row.answer} {cell.words}".strip(),
                    self.plain(row.measure.text) + sheet.name_months(cell),
                )
                for row, cell in sheet.latest[:_MOST_FIGURES]
            ]
            title = f"Siffror för {sheet.latest_period}"
            yield from self._rows("figures", title, over, rows, "follow_up.measures")

    def _measures(self, part: Section) -> Iterator[Slide]:
        rows = [Row(self.plain(point), mark="•") for point in part.points]
        words = [self.plain(text) for text in (*part.paragraphs, part.closing) if text is not None]
        title, over = self.plain(part.title), self.renderer.page_title("uppfoljning")
        if rows:
            slides = self._rows("measured", title, over, rows, "apt.measured")
            yield from _with_notes(slides, [Note("Så går det till", tuple(words))] if words else [], part)
        else:
            yield from _with_notes(self._texts("measured", title, over, words, path="apt.measured"), [], part)

    def _case(self) -> Iterator[Slide]:
        if not self.apt.cases:
            return
        case = self.apt.cases[0]
        title, path = self.plain(case.title), f"apt.cases.{case.id}"
        over = "Ett påhittat fall"
        for slide in self._texts("case", title, over, [self.plain(case.text)], path=path):
            yield replace(slide, record=case)
        questions = [self.plain(question) for question in case.questions]
        rows = [Row(question, mark=str(number)) for number, question in enumerate(questions, 1)]
        answers = [self.plain(answer) for answer in case.answers]
        notes = [Note("Svar att prata utifrån, bara till dig", tuple(answers))]
        if len(answers) == len(questions):
            notes = [Note(*pair) for pair in zip(questions, [(answer,) for answer in answers], strict=True)]
        slides = self._rows("questions", title, "Prata två och två", rows, path)
        yield from _with_notes(slides, notes if answers else [], None)

    def _dates(self) -> Iterator[Slide]:
        coming = [day for day in self.apt.next_dates if not day.past(self.binder.today)]
        rows = [
            Row(str(day.when or "Inte bestämt än").capitalize(), self.plain(day.title), record=day)
            for day in coming
        ]
        year = self.renderer.context["year"]()
        if year is not None and not self.apt.has_days:  # as on the agenda
            rows += [
                Row(capitalize(day.in_full), capitalize(day.entry.title))
                for day in year.next_days(self.binder.today)
            ]
        yield from self._rows("dates", "Dagar att skriva upp", "Till nästa gång", rows, "apt.next_dates")

    def _more(self) -> Slide:
        address = Paper(self.binder.address, self.renderer.shelf.site.address).link("")
        names = [self.renderer.page_title(tab.name) for tab in tabs_in(self.binder) if tab.name != "index"]
        shown = address.removeprefix("https://").rstrip("/")
        texts = ("Rikta telefonens kamera mot rutan, eller skriv adressen:", shown)
        note = Note("Sidorna i pärmen", (", ".join(names) + ".",))
        return Slide("more", "Allt står i pärmen", "Läs mer", texts, notes=(note,), path="", address=address)

    def _texts(self, kind: str, title: str, over: str, texts: Sequence[str], path: str) -> Iterator[Slide]:
        """Yield slides with paragraphs."""
        sizes = _SIZES.get(kind, Sizes())
        height = partial(height_of_text, size=sizes.text)
        if kind != "duty" and sum(map(height, texts)) > room_below(title, sizes):
            kind, sizes = "words", _SIZES["words"]
            height = partial(height_of_text, size=sizes.text)
        groups = _spread(title, texts, sizes, height, lambda text, room: split_text(text, room, height))
        for number, group in enumerate(groups or [[]]):
            yield Slide(kind, _again(title, number), over, tuple(group), path=path)

    def _rows(self, kind: str, title: str, over: str, rows: Sequence[Row], path: str) -> Iterator[Slide]:
        """Yield slides with rows. A row too long for a slide goes on in another."""
        states = Counter(row.record.state for row in rows if row.record is not None)
        common = next(iter(states.most_common(1)), (None, 0))[0]
        rows = [row._replace(odd=self._is_odd(row.record, common)) for row in rows]
        sizes = Sizes(spare=MARKS if states else 0)
        for number, group in enumerate(_spread(title, rows, sizes, _height, _split_row)):
            yield Slide(kind, _again(title, number), over, rows=tuple(group), path=path)

    def _is_odd(self, record: Record | None, common: State | None) -> bool:
        """Report whether a row has a marker of its own."""
        return record is not None and (record.state != common or bool(self.renderer.local(record)))


def _spread(
    title: str,
    parts: Sequence[_Part],
    sizes: Sizes,
    height: Callable[[_Part], float],
    split: Callable[[_Part, float], list[_Part]],
) -> list[list[_Part]]:
    """Spread parts over slides with a heading; split what is too high for one."""
    if sum(map(height, parts)) <= room_below(title, sizes):
        return [list(parts)] if parts else []
    room = room_below(_again(title, 1), sizes)
    return spread([piece for part in parts for piece in split(part, room)], room, height)


def _with_notes(slides: Iterator[Slide], notes: Sequence[Note], record: Record | None) -> Iterator[Slide]:
    """Give the first of some slides the notes and the record."""
    for number, slide in enumerate(slides):
        yield slide if number else replace(slide, notes=tuple(notes), record=record)


def _height(row: Row) -> float:
    return height_of_row(row.title, row.text, row.mark) + (MARKS if row.odd else 0)


def _split_row(row: Row, room: float) -> list[Row]:
    """Return a row, or the rows that it becomes where it is too long for a slide."""
    if _height(row) <= room:
        return [row]
    whole = row._replace(title=_again(row.title, 1))
    texts = split_text(row.text, room, lambda text: _height(whole._replace(text=text)))
    return [row._replace(text=text, title=_again(row.title, number)) for number, text in enumerate(texts)]


def _again(title: str, number: int) -> str:
    """Return a title that says, on all slides but the first, that it goes on."""
    return f"{title} ({_GO_ON})" if title and number else title
