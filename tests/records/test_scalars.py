"""The own scalar types: text in, a value out, and how values read in words."""

from datetime import time
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.records import scalars, time_scalars
from macros.records.meeting import Window
from macros.records.values import Day, Phone, Span


def read(kind: Any, text: object) -> Any:
    """Read a text as a field of the kind does."""
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (time_scalars.SpanField, "14 dagar", "14 dagar"),
        (time_scalars.SpanField, "3 veckor", "tre veckor"),
        (time_scalars.SpanField, "12 månader", "tolv månader"),
        (time_scalars.SpanField, "13 månader", "13 månader"),
        (time_scalars.SpanField, "1 vecka", "en vecka"),
        (time_scalars.SpanField, "1 år", "ett år"),
        (time_scalars.SpanField, "2 år", "två år"),
        (time_scalars.SpanField, "24 timmar", "24 timmar"),
        (time_scalars.SpanField, "1 Minut", "en minut"),
        (time_scalars.SpanField, "2 dygn", "två dygn"),
        (time_scalars.SpanField, "1 dygn", "ett dygn"),
        (time_scalars.SpanField, "Samma dag", "samma dag"),
        (time_scalars.SpanField, "2-7 dagar", "2–7 dagar"),
        (time_scalars.SpanField, "2–7 arbetsdagar", "2–7 arbetsdagar"),
        (time_scalars.SpanField, "10 arbetsdagar", "tio arbetsdagar"),
        (time_scalars.SpanField, "1 arbetsdag", "en arbetsdag"),
        (time_scalars.CadenceField, "Varje månad", "varje månad"),
        (time_scalars.CadenceField, "varannan  vecka", "varannan vecka"),
        (time_scalars.CadenceField, "vartannat år", "vartannat år"),
        (time_scalars.CadenceField, "var 6:e vecka", "var sjätte vecka"),
        (time_scalars.CadenceField, "var 14:e dag", "var 14:e dag"),
        (time_scalars.CadenceField, "vart tredje år", "vart tredje år"),
        (time_scalars.CadenceField, "varannan tisdag", "varannan tisdag"),
        (time_scalars.CadenceField, "en gång i månaden", "en gång i månaden"),
        (time_scalars.CadenceField, "minst 2 gånger per termin", "minst två gånger per termin"),
        (time_scalars.CadenceField, "sista torsdagen i månaden", "sista torsdagen i månaden"),
        (time_scalars.WhenField, "2013", "2013"),
        (time_scalars.WhenField, "2013-12", "december 2013"),
        (time_scalars.WhenField, "2013-12-01", "1 december 2013"),
        (time_scalars.WhenField, "2009/2011", "2009–2011"),
        (time_scalars.WhenField, "2009-2011", "2009–2011"),
        (time_scalars.WhenField, "2009–2011", "2009–2011"),
        (time_scalars.WhenField, "2011-10-25/2011-10-26", "25–26 oktober 2011"),
        (time_scalars.WhenField, "2011-10/2012-03", "oktober 2011 – mars 2012"),
        (time_scalars.WhenField, "2011-10-25/2011-11", "25 oktober 2011 – november 2011"),
        (time_scalars.DayField, "2026-11-21", "21 november 2026"),
    ],
)
def test_value_reads_in_words(kind: Any, text: str, words: str) -> None:
    """Spans in words up to twelve, times as far as they are known, numbers as they are written."""
    assert words == str(read(kind, text))


def test_spans_are_told_longer_from_shorter_with_the_weekends_that_pass() -> None:
    """Five working days are a week; a month is longer than four weeks."""
    read = [("24", "timme"), ("2", "dag"), ("5", "dag"), ("4", "vecka"), ("1", "månad"), ("1", "år")]
    spans = [Span(int(number), unit, working=unit == "dag") for number, unit in read]

    assert spans == sorted(spans, key=lambda span: span.least_hours)
    assert Span(1, "vecka").least_hours == Span(5, "dag", working=True).least_hours


def test_span_counted_in_working_days_says_so() -> None:
    """A week is five of them. Months go by the calendar."""
    spans = [Span(14, "dag"), Span(2, "vecka"), Span(24, "timme"), Span(1, "månad")]
    words = ["14 arbetsdagar", "tio arbetsdagar", "24 timmar på arbetsdagar", "en månad"]

    assert words == [str(span.count_working_days()) for span in spans]


def test_span_knows_its_days_where_they_are_exact() -> None:
    """Months and years vary."""
    assert [14, 21, None] == [Span(14, "dag").days, Span(3, "vecka").days, Span(1, "månad").days]


def test_a_window_reads_as_one_says_it() -> None:
    """Whole hours without minutes."""
    window = Window.model_construct(weekday="fredag", start=time(10, 0), end=time(15, 30))

    assert "en fredag kl. 10–15.30" == str(window)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (scalars.Plain, "0114", "0114"),
        (scalars.WholeNumber, "0114", 114),
        (time_scalars.TimeField, "13:00", time(13, 0)),
        (scalars.YesNo, "no", False),
        (scalars.Plain, "no", "no"),
        (time_scalars.DayField, "2026-11-21", Day(2026, 11, 21)),
    ],
)
def test_field_says_what_a_text_is(kind: Any, text: str, value: object) -> None:
    """A zero stays, a time is a time, *no* is a word or a no."""
    assert value == read(kind, text)


def test_phone_is_dialled_without_spaces() -> None:
    """Nor hyphens."""
    assert "tel:0701740605" == Phone("070-174 06 05").href


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (scalars.Plain, "Kalix\u2028--- x"),
        (scalars.Plain, "Kalix\u2029x"),
        (scalars.Plain, "Kalix\u0085x"),
        (scalars.Plain, "x" * 201),
        (scalars.Abbreviation, "lt"),
        (scalars.Abbreviation, "S"),
        (scalars.Web, "https://kalix.example/" + "a" * 500),
        (time_scalars.DayField, "2026-02-29"),
        (time_scalars.DayField, "0000-01-01"),
        (time_scalars.DayField, "21 november"),
        (time_scalars.TimeField, "24:00"),
        (time_scalars.TimeField, "780"),
        (time_scalars.SpanField, "0 dagar"),
        (time_scalars.SpanField, "10 arbetstimmar"),
        (time_scalars.SpanField, "10 vardagar"),
        (time_scalars.CadenceField, "ibland"),
        (time_scalars.CadenceField, "var andra vecka"),
        (time_scalars.CadenceField, "0 gånger om året"),
        (time_scalars.CadenceField, "tre gånger om natten"),
        (time_scalars.CadenceField, "femte fredagen varje månad"),
        (time_scalars.SpanField, "två veckor"),
        (time_scalars.SpanField, "14"),
        (time_scalars.WhenField, "/2011"),
        (time_scalars.WhenField, "2011/"),
        (time_scalars.WhenField, "/"),
        (time_scalars.WhenField, "2011/2009"),
        (time_scalars.WhenField, "2013-13"),
        (time_scalars.WhenField, "våren"),
        (scalars.WholeNumber, "-1"),
        (scalars.WholeNumber, "1e9"),
        (scalars.WholeNumber, "٣"),
        (scalars.Sixths, "7"),
        (scalars.Rows, "61"),
        (scalars.Face, "0"),
        (scalars.Slug, "../../x"),
        (scalars.Slug, "a" * 61),
        (scalars.Slug, "Åre"),
        (scalars.Web, "javascript:alert(1)"),
        (scalars.Web, "http://[::1"),
        (scalars.Web, "https://user@kalix.example/"),
        (scalars.Web, 'https://kalix.example/"><script>'),
        (scalars.Email, "a@b"),
        (scalars.Email, "a@b.example?subject=x"),
        (scalars.Weekday, "friday"),
        (scalars.YesNo, "kanske"),
        (scalars.Plain, "två\nrader"),
        (scalars.Plain, "  "),
        (scalars.Plain, ["a"]),
    ],
)
def test_what_is_no_value_is_a_fault_in_swedish(kind: Any, text: object) -> None:
    """One fault, with words of our own and something to do about it."""
    with pytest.raises(ValidationError) as caught:
        read(kind, text)

    [fault] = caught.value.errors()
    assert fault["ctx"]["message"]
    assert fault["ctx"]["advice"]


@pytest.mark.parametrize(
    "text", ["21/11 2026", "26-11-21", "20261121", "21 november 2026", "Den 21:a nov. 2026", "21.11.2026"]
)
def test_a_date_written_otherwise_is_recognised(text: str) -> None:
    """The fault says how it should be written."""
    with pytest.raises(ValidationError) as caught:
        read(time_scalars.DayField, text)

    [fault] = caught.value.errors()
    assert fault["ctx"]["advice"].startswith("Menade du 2026-11-21? ")
