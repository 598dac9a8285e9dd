"""Records of the routine's meetings and deadlines, and how their time is counted."""

from datetime import date
from math import ceil
from typing import Literal, Self

from pydantic import model_validator

from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Weekday, YesNo
from macros.records.text import TextField
from macros.records.time_scalars import CadenceField, DayField, SpanField, TimeField
from macros.records.validity import Rule, in_brackets
from macros.records.values import WEEKDAYS, clock

_LAST_DAY = {
    "stays": "Sista dagen flyttas inte, fast den är en lördag, söndag eller helgdag.",
    "next": "Är sista dagen en lördag, söndag eller helgdag gäller nästa arbetsdag.",
    "previous": "Är sista dagen en lördag, söndag eller helgdag gäller arbetsdagen före.",
}
_COUNTING = ("counted_from", "day_kind", "first_day", "last_day", "valid_from", "valid_to")
"""What a meeting says of its counting that holds for the call to it, too."""
_WEEKLY = {
    **dict.fromkeys(("varje vecka", "veckovis", "en gång i veckan", "en gång per vecka"), "varje"),
    "varannan vecka": "varannan",
}
"""How often a meeting is held that has one weekday in the week."""
_MOVED = {"next": "Därför gäller nästa arbetsdag.", "previous": "Därför gäller arbetsdagen före."}


class Window(Record, Rule):
    """The weekday and hours when the meeting may be held: *en fredag kl. 10–15*."""

    weekday: Weekday = required("veckodag", "Till exempel fredag.")
    start: TimeField = required("från", "Tidigaste klockslag, till exempel 10:00.")
    end: TimeField = required("till", "Senaste klockslag, till exempel 15:00.")
    valid_from: DayField | None = optional("gäller från", "Första dagen regeln gäller.")
    valid_to: DayField | None = optional("gäller till", "Sista dagen regeln gäller.")

    def __str__(self) -> str:
        """Return the window in words."""
        return f"en {self.weekday} kl. {self.hours}"

    @property
    def hours(self) -> str:
        """The hours in words: *10–15*."""
        return f"{clock(self.start)}–{clock(self.end)}"

    @property
    def end_words(self) -> str:
        """The last day in words, *till och med 30 juni 2027*; empty where none is known."""
        return f"till och med {self.valid_to}" if self.valid_to else ""

    @property
    def weekday_number(self) -> int:
        """The weekday as a number: 0 is Monday."""
        return WEEKDAYS.index(self.weekday)

    def describe(self, today: date) -> str:
        """Return the window in words, with when it applies where that is not today."""
        return f"{self}{in_brackets(self.not_in_force(today))}"


class Deadline(Record, Rule):
    """By when something is done, and how the time is counted."""

    within: SpanField | None = optional(
        "inom", "Hur snart, till exempel 14 dagar, 10 arbetsdagar eller 24 timmar."
    )
    counted_from: TextField | None = optional("räknas från", "Händelsen som tiden räknas från.")
    day_kind: Literal["calendar", "working"] | None = optional(
        "slags dagar", "calendar (alla dagar) eller working (arbetsdagar)."
    )
    first_day: YesNo | None = optional(
        "första dagen räknas", "ja om dagen då det händer är dag ett, nej om dag ett är dagen efter."
    )
    last_day: Literal["stays", "next", "previous"] | None = optional(
        "sista dagen",
        "När sista dagen är en lördag, söndag eller helgdag: stays (flyttas inte), next (nästa arbetsdag) "
        "eller previous (arbetsdagen före).",
    )
    by_time: TimeField | None = optional("senast klockan", "Klockslaget sista dagen, till exempel 12:00.")
    assumption: TextField | None = optional(
        "antagande", "Det som sidan utgår från när rutinen inte säger något."
    )
    valid_from: DayField | None = optional("gäller från", "Första dagen reglerna gäller.")
    valid_to: DayField | None = optional("gäller till", "Sista dagen reglerna gäller.")

    @model_validator(mode="after")
    def _tell_kind_of_days(self) -> Self:
        """Let the span itself say that only working days count, wherever it is printed."""
        if self.within and self.day_kind == "working":
            self.__dict__["within"] = self.within.count_working_days()
        return self

    @property
    def months(self) -> int | None:
        """The time in months, where it is counted in the calendar."""
        if self.within is None:
            return None
        return {"månad": self.within.number, "år": 12 * self.within.number}.get(self.within.unit)

    @property
    def counted(self) -> bool:
        """Whether there is a last day or hour to count: *samma dag* needs no counting."""
        return self.within is not None and self.within.number > 0

    @property
    def days(self) -> int | None:
        """The number of days to count; None where the time is not days or weeks."""
        return self.within.days if self.within else None

    @property
    def hours(self) -> int | None:
        """The number of hours to count; None where the time is not hours."""
        return self.within.hours if self.within else None

    @property
    def working(self) -> bool:
        """Whether only working days count."""
        return self.within is not None and self.within.working

    @property
    def by_clock(self) -> str:
        """The time of day by which, *kl. 12*.

        It is empty where there is none, or hours are counted.
        """
        return f"kl. {clock(self.by_time)}" if self.by_time and not self.hours else ""

    @property
    def limit(self) -> str:
        """The time limit in words, or an empty string.

        For example *inom tio dagar, senast kl. 12 sista dagen*.
        """
        last = " sista dagen" if self.counted else ""
        by = f", senast {self.by_clock}{last}" if self.by_clock else ""
        return f"{self.within.limit}{by}" if self.within else ""

    @property
    def counting(self) -> list[str]:
        """How the time is counted, in sentences, as far as the rule says."""
        all_days = self.day_kind == "calendar" and not self.working
        sentences = ["Alla dagar räknas, också helger."] if all_days else []
        if self.first_day is not None and not self.hours:
            sentences.append(
                "Dagen då det händer är dag ett." if self.first_day else "Dagen efter är dag ett."
            )
        return [*sentences, _LAST_DAY[self.last_day]] if self.last_day else sentences

    @property
    def moved(self) -> str:
        """What applies instead of a last day that is no working day; empty where it stays."""
        return _MOVED.get(self.last_day or "", "")


class TimeLimit(Deadline):
    """The deadline of a step."""

    within: SpanField = required("inom", "Hur snart, till exempel 14 dagar, 10 arbetsdagar eller 24 timmar.")


class Meeting(Entry, Deadline):
    """The rules of a meeting: when it is held, who comes, leads and invites."""

    title: TextField | None = optional("namn", "Mötets namn. Det första mötet kan vara utan.")
    cadence: CadenceField | None = optional(
        "hur ofta", "För möten som kommer tillbaka, till exempel varannan vecka."
    )
    then: CadenceField | None = optional(
        "sedan", "Hur ofta efter det första mötet, som har sin tid i within: till exempel var sjätte vecka."
    )
    when: TextField | None = optional("när", "När mötet hålls, i ord, om det inte har en tid: vid behov.")
    window: Window | None = optional("mötestid", "Veckodag och klockslag, om de är bestämda.")
    called: list[TextField] = optional("kallas", "De som ska komma.", list)
    invited: list[TextField] = optional("bjuds in", "De som får komma om de vill, eller vid behov.", list)
    attendance: TextField | None = optional("vilka kommer", "Mer om vem som ska eller bör vara med.")
    leader: TextField | None = optional("leder", "Den som leder mötet.")
    inviter: TextField | None = optional("kallar", "Den som skickar kallelsen.")
    call_within: SpanField | None = optional(
        "kallelsen inom",
        "Hur snart kallelsen ska gå ut, till exempel 3 dagar. Den räknas på samma sätt som mötets egen tid, "
        "som får saknas.",
    )
    notes: list[TextField] = optional(
        "mer om mötet", "Andra regler för mötet, en mening eller två i varje.", list
    )

    @property
    def call_limit(self) -> TimeLimit | None:
        """By when the call goes out, counted as the meeting's own time is.

        None where that is not said.
        """
        if self.call_within is None:
            return None
        working = self.day_kind == "working"
        counting = {name: getattr(self, name) for name in _COUNTING}
        within = self.call_within.count_working_days() if working else self.call_within
        return TimeLimit.model_construct(within=within, **counting)

    @property
    def time(self) -> str:
        """When it is held, in words, or an empty string.

        For example *inom sex veckor, sedan var sjätte vecka*.
        """
        return f"{self.limit}, sedan {self.then}" if self.then else self.limit or str(self.cadence or "")

    @property
    def regular_day(self) -> str:
        """The weekday and hours of what is held every week, or every other.

        For example *varje tisdag kl. 13–15*; empty for anything else.
        """
        if self.cadence is None or self.window is None:
            return ""
        day = self.window.weekday
        often = _WEEKLY.get(str(self.cadence).replace(day, "vecka"))
        return f"{often} {day} kl. {self.window.hours}" if often else ""

    @property
    def weeks(self) -> int:
        """The number of weeks to draw: at most five, three where the time is not known."""
        if self.within is None or self.within.days is None:
            return 3
        return min(ceil(self.within.days / (5 if self.within.working else 7)), 5)
