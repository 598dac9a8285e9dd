"""Make the slides of a workplace meeting (APT), with what to say to each.

They follow the agenda: each item has a slide, and behind it what it ``shows``. What no item shows comes
behind the last that shows anything, so that everything is there once. A slide holds plain words and
is never fuller than it has room for: what is longer goes on the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from macros.problems import capitalize
from macros.records.agendas import AgendaItem, Apt, Case, Shown
from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.contents import tabs_in
from macros.records.ladder import Ladder
from macros.records.month_sheet import make_month_sheet
from macros.records.registry import PAGES
from macros.records.shared_records import Section
from macros.records.values import Day
from macros.rendering.renderer import Renderer
from macros.rendering.slide import Note, Row, Slide
from macros.rendering.slide_layout import lay_rows, lay_texts, with_notes
from macros.rendering.slide_room import height_of_row
from macros.rendering.surface import Paper

_MOST_FIGURES = 5
_MOST_NEWS = 6
"""How many changes are shown; the page *Nytt* has the others."""
_STEP_ROOM = 5.5
"""How high a step's words may be before its title has to do."""
_PACKET = next(tab.sheet for tab in PAGES if tab.name == "chef")


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
        for case in self.apt.cases[1:]:
            yield from self._case(case, "Fler fall att prata om")

    def _parts(self) -> dict[Shown, Callable[[], Iterator[Slide]]]:
        """Return what an item may show, in the order of what none does."""
        return {
            "news": self._news,
            "steps": self._steps,
            "measured": self._measured,
            "case": self._first_case,
        }

    def _title(self) -> Slide:
        notes = (Note("Innan ni börjar", (self.plain(self.apt.lead),)),)
        lines = [f"{self.apt.total} minuter", self.plain(self.binder.agreement.short)]
        lines += filter(None, [self.binder.not_in_force(self.binder.today, self.apt)])
        title = self.plain(self.apt.title)
        return Slide("opening", title, self.binder.place_name, tuple(lines), notes=notes, record=self.apt)

    def _duty(self) -> Iterator[Slide]:
        duty = self.renderer.context["duty"]
        text = self.plain(duty.text)
        yield from lay_texts("duty", self.plain(duty.title), "Först av allt", [text], path="")

    def _agenda(self) -> Iterator[Slide]:
        rows = [Row("", self.plain(item.title), f"{item.minutes} min") for item in self.apt.agenda]
        whole = f"Sammanlagt {self.apt.total} minuter"
        yield from lay_rows(self.renderer, "agenda", "Det här gör vi", whole, rows, "apt.agenda")

    def _item(self, item: AgendaItem) -> Iterator[Slide]:
        number = self.apt.agenda.index(item) + 1
        over = f"Punkt {number} · {item.minutes} {'minut' if item.minutes == 1 else 'minuter'}"
        notes = [Note("Säg till exempel", (self.plain(item.say),))] if item.say else []
        notes += [Note("Är tiden knapp?", ("Hoppa över punkten.",))] if item.skip else []
        path = f"apt.agenda.{item.id}"
        slides = lay_texts("item", self.plain(item.title), over, [self.plain(item.text)], path=path)
        yield from with_notes(slides, notes, item)

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
        slides = lay_rows(self.renderer, "news", "Det här har ändrats", over, rows, "revisions")
        yield from with_notes(slides, [Note("När det ändrades", (*dates, *ways))], None)

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
        for slide in lay_rows(
            self.renderer, "steps", self.plain(self.binder.routine.title), over, rows, "routine.steps"
        ):
            marks = {row.mark for row in slide.rows}
            own = tuple(note for note in notes if note.label.partition(".")[0] in marks)
            yield replace(slide, notes=own)

        for ladder in self.binder.routine.ladders:
            yield from self._ladder(ladder)

    def _ladder(self, ladder: Ladder) -> Iterator[Slide]:
        """Yield who takes over when a matter is not solved in time."""
        rows, local = [], self.renderer.local
        for number, stage in enumerate(ladder.stages, 1):
            parts = [capitalize(stage.within.limit)] if stage.within else []
            parts += [self.plain(stage.who)] if stage.who else []
            parts += [f"Annars till: {self.plain(stage.to)}"] if stage.to else []
            own = stage.state != ladder.state or (local(stage) and not local(ladder))
            mark = stage if own else None
            rows.append(Row(" · ".join(parts), self.plain(stage.what), str(number), record=mark))
        counted = [f"Tiden räknas från {self.plain(ladder.counted_from)}."] if ladder.counted_from else []
        words = (*([self.plain(ladder.lead)] if ladder.lead else []), *counted)
        notes = [Note("Så används trappan", words)] if words else []
        path = f"routine.ladders.{ladder.id}"
        slides = lay_rows(
            self.renderer, "ladder", self.plain(ladder.title), self.renderer.page_title("rutin"), rows, path
        )
        yield from with_notes(slides, notes, ladder)

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
            yield from lay_rows(self.renderer, "figures", title, over, rows, "follow_up.measures")

    def _measures(self, part: Section) -> Iterator[Slide]:
        rows = [Row(self.plain(point), mark="•") for point in part.points]
        words = [self.plain(text) for text in (*part.paragraphs, part.closing) if text is not None]
        title, over = self.plain(part.title), self.renderer.page_title("uppfoljning")
        if rows:
            slides = lay_rows(self.renderer, "measured", title, over, rows, "apt.measured")
            yield from with_notes(slides, [Note("Så går det till", tuple(words))] if words else [], part)
        else:
            yield from with_notes(lay_texts("measured", title, over, words, path="apt.measured"), [], part)

    def _first_case(self) -> Iterator[Slide]:
        """Yield one case, for the time there is; the others stand last, to choose among."""
        others = Note("Passar ett annat fall bättre?", ("De andra står sist, efter Allt står i pärmen.",))
        for case in self.apt.cases[:1]:
            notes = [others] if len(self.apt.cases) > 1 else []
            yield from self._case(case, "Ett påhittat fall", notes)

    def _case(self, case: Case, over: str, others: Sequence[Note] = ()) -> Iterator[Slide]:
        title, path = self.plain(case.title), f"apt.cases.{case.id}"
        for slide in with_notes(
            lay_texts("case", title, over, [self.plain(case.text)], path=path), others, case
        ):
            yield replace(slide, record=case)
        questions = [self.plain(question) for question in case.questions]
        rows = [Row(question, mark=str(number)) for number, question in enumerate(questions, 1)]
        answers = [self.plain(answer) for answer in case.answers]
        notes = [Note("Svar att prata utifrån, bara till dig", tuple(answers))]
        if len(answers) == len(questions):
            notes = [Note(*pair) for pair in zip(questions, [(answer,) for answer in answers], strict=True)]
        slides = lay_rows(self.renderer, "questions", title, "Prata två och två", rows, path)
        yield from with_notes(slides, notes if answers else [], None)

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
        yield from lay_rows(
            self.renderer, "dates", "Dagar att skriva upp", "Till nästa gång", rows, "apt.next_dates"
        )

    def _more(self) -> Slide:
        address = Paper(self.binder.address, self.renderer.shelf.site.address).link("")
        names = [self.renderer.page_title(tab.name) for tab in tabs_in(self.binder) if tab.name != "index"]
        shown = address.removeprefix("https://").rstrip("/")
        texts = ("Rikta telefonens kamera mot rutan, eller skriv adressen:", shown)
        note = Note("Sidorna i pärmen", (", ".join(names) + ".",))
        return Slide("more", "Allt står i pärmen", "Läs mer", texts, notes=(note,), path="", address=address)
