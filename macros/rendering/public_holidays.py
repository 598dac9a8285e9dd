"""Sweden's public holidays, packed so that a page can carry several years of them.

Added are the three eves that the Annual Leave Act (1977:480, section 7) puts on a level with a Sunday:
Midsummer Eve, Christmas Eve and New Year's Eve.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from macros.records.site import Holidays


@cache
def public_holidays(first: int, last: int) -> dict[date, str]:
    """Return the holidays of some years: each day with its name in Swedish.

    The name is written as within a sentence; two on one day are joined by ``; ``. Ordinary Sundays are not
    there. Both years are included.
    """
    from holidays.constants import DE_FACTO, PUBLIC
    from holidays.countries.sweden import Sweden

    years = range(first, last + 1)
    names = Sweden(years=years, categories=(PUBLIC, DE_FACTO), include_sundays=False, language="sv")
    return {day: "; ".join(map(_lower_first, names[day].split("; "))) for day in sorted(names)}


def _lower_first(name: str) -> str:
    return name if name.startswith("Kristi ") else name[:1].lower() + name[1:]


def pack_holidays(years: Holidays) -> str:
    """Return the holidays as text, packed for a page.

    Each name has its days: ``juldagen,-12-25;påskdagen,2026-04-05,2027-03-28``. A day is the end of a date,
    without the year where it is the same in all of them.
    """
    by_name: defaultdict[str, list[date]] = defaultdict(list)
    for day, names in public_holidays(years.first, years.last).items():
        for name in names.split("; "):  # two that fall on one day
            by_name[name].append(day)
    return ";".join(f"{name},{_format_days(days, years)}" for name, days in by_name.items())


def _format_days(days: list[date], years: Holidays) -> str:
    """Return a holiday's days: one month and day if all years have it, else dates."""
    ends = {f"{day:-%m-%d}" for day in days}
    if len(ends) == 1 and len(days) == years.last - years.first + 1:
        return ends.pop()
    return ",".join(map(date.isoformat, days))
