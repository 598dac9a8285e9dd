"""Rules for the sheets that a family uses itself, and for the drawn table."""

from __future__ import annotations

from collections.abc import Iterator

from macros.checks.references import Fault
from macros.problems import quote
from macros.records.agendas import FEWEST_PLACES, MOST_PLACES
from macros.records.binder import Binder
from macros.records.due_names import plain_words
from macros.records.family_sheets import MOST_CARDS
from macros.records.languages import EASY_SWEDISH, SWEDISH_NAMES
from macros.records.whole_shelf import Shelf

_LONGEST = 30
"""So many characters have room beside a place at the table, in two lines."""

_LANGUAGES = [code for code in SWEDISH_NAMES if code not in ("sv", EASY_SWEDISH)]
"""The languages that somebody may need an interpreter for."""


def seats_fit_the_table(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """The table has 3 to 12 places, each with a short word.

    One of them may be the child's.
    """
    agenda = binder.meeting_agenda
    if agenda is None or not agenda.seats:
        return
    path = "meeting_agenda.seats"
    if not FEWEST_PLACES <= agenda.places <= MOST_PLACES:
        message = f"bordet har {agenda.places} platser, de tomma (empty_seats) medräknade"
        yield "meeting_agenda.empty_seats", "seats", message, f"Det ska vara {FEWEST_PLACES}–{MOST_PLACES}."
    if len(own := [seat for seat in agenda.seats if seat.child]) > 1:
        message = "mer än en plats har child: ja"
        advice = "Skriv  child: ja  bara på platsen för den som det handlar om."
        yield f"{path}.{own[-1].id}", "seats", message, advice
    for seat in agenda.seats:
        words = plain_words(binder, seat.who)
        if len(words) > _LONGEST:
            message = f"{quote(words)} får inte plats vid bordet"
            advice = f"Skriv högst {_LONGEST} tecken."
            yield f"{path}.{seat.id}.who", "seats", message, advice


def boards_fit_their_page(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """The communication board has at most twenty pictures.

    Smaller ones could not be pointed at.
    """
    sheets = binder.family_sheets
    cards = sheets.board.cards if sheets and sheets.board else []
    if len(cards) > MOST_CARDS:
        message = f"samtalskartan har {len(cards)} bilder"
        advice = f"Välj högst {MOST_CARDS}. Annars blir de för små att peka på."
        yield f"family_sheets.board.cards.{cards[-1].id}", "too-many-pictures", message, advice


def phrases_are_in_their_languages(shelf: Shelf, binder: Binder) -> Iterator[Fault]:
    """A phrase is in the language that its id names.

    Nobody can have read it on a day that has not been.
    """
    sheets = binder.family_sheets
    for phrase in sheets.interpreter.phrases if sheets and sheets.interpreter else ():
        path = f"family_sheets.interpreter.phrases.{phrase.id}"
        if phrase.id not in _LANGUAGES:
            message = f"{quote(phrase.id)} är inget språk att behöva tolk på"
            yield f"{path}.id", "unknown-language", message, f"Välj: {', '.join(_LANGUAGES)}."
        elif not phrase.said:
            message = f"frasen finns inte på {phrase.swedish_name} ({phrase.id})"
            yield f"{path}.text", "no-phrase", message, f"Skriv den efter  {phrase.id}:  i text."
        elif phrase.reviewed and phrase.reviewed > shelf.today:
            message = f"frasen ska ha lästs {phrase.reviewed}, men den dagen har inte kommit än"
            yield f"{path}.reviewed", "future", message, "Skriv dagen då någon som kan språket läste den."
