"""Records of what stands beside the month's figures.

Deviations, good examples, activities.

They are general, never about a single child or family. The check searches them for persons as it does all
texts.
"""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from macros.records.base import Entry, optional, required
from macros.records.plans import PlanItem
from macros.records.scalars import Slug
from macros.records.text import TextField
from macros.records.time_scalars import DayField, MonthField


class Deviation(Entry):
    """Something in the agreement that did not work, and what is done about it."""

    month: MonthField = required("månad", "Månaden då det hände, till exempel 2027-03. Aldrig dagen.")
    what: TextField = required(
        "vad", "Det i överenskommelsen som inte fungerade, i allmänna ord. Aldrig om någon enskild."
    )
    action: TextField | None = optional("åtgärd", "Det som görs för att det ska fungera.")
    done: DayField | None = optional("klar", "Dagen då åtgärden blev klar.")


class GoodExample(Entry):
    """Something that worked well."""

    month: MonthField = required("månad", "Månaden, till exempel 2027-03.")
    text: TextField = required("exempel", "Det som fungerade bra, i allmänna ord. Aldrig om någon enskild.")


class Activity(PlanItem):
    """A line of the activity plan.

    A measure that services take, and how far it has come.
    """

    services: list[Slug] = optional("verksamheter", "Verksamheterna som ansvarar.", list)


_Told = TypeVar("_Told", Deviation, GoodExample)


def latest(items: Sequence[_Told], most: int) -> list[_Told]:
    """Return the latest of some deviations or examples, the latest first."""
    return sorted(items, key=lambda item: item.month.start, reverse=True)[:most]


def pressing(activities: Sequence[Activity], today: date, most: int) -> list[Activity]:
    """Return some of an activity plan's lines in their order.

    First of all those that are not done.
    """
    order = ("late", "started", "left", "done")
    kept = sorted(activities, key=lambda item: order.index(item.progress(today)))[:most]
    return [item for item in activities if item in kept]


def say_activities(activities: Sequence[Activity], today: date) -> str:
    """Return how far a plan has come, as a sentence.

    *Av 5 aktiviteter är 2 klara och 1 försenad*.
    """
    if not activities:
        return ""
    counts = [item.progress(today) for item in activities]
    done, late = counts.count("done"), counts.count("late")
    words = f"{done} {'klar' if done == 1 else 'klara'}"
    words += f" och {late} {'försenad' if late == 1 else 'försenade'}" if late else ""
    return f"Av {len(activities)} {'aktivitet' if len(activities) == 1 else 'aktiviteter'} är {words}."
