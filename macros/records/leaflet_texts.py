"""List the texts of a leaflet, and count how many are translated.

They are those that its reader gets in it: the leaflet's own with its small words, the survey's on its back,
the acute numbers' and the duty to report. Contacts and a municipality's own notes stay in the language that
they are written in.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from macros.problems import Place
from macros.records.base import Record
from macros.records.binder import Binder
from macros.records.contents import languages_of
from macros.records.family_sheets import BeforeMeeting, MyPlan
from macros.records.languages import SWEDISH_NAMES
from macros.records.leaflet import Leaflet
from macros.records.path import children_of
from macros.records.shape import title_of
from macros.records.site import Duty, Site
from macros.records.text import Text
from macros.records.translations import Marks, Status
from macros.records.whole_shelf import Shelf

_WORDS = "words"


class LeafletText(NamedTuple):
    """A text of a leaflet: its path, and where it stands or would be written.

    ``where`` says the same as the path in Swedish. ``needed`` tells whether the reader gets it; other small
    words are kept for another standing.
    """

    path: str
    where: str
    text: Text
    place: Place
    needed: bool = True


class Share(NamedTuple):
    """How many of a leaflet's texts a language has, and how many there are."""

    language: str
    done: int
    total: int

    @property
    def is_whole(self) -> bool:
        """Whether every text is translated, from today's Swedish."""
        return self.done == self.total

    @property
    def counted(self) -> str:
        """How many, in Swedish: *4 av 31 texter*."""
        return f"{self.done} av {self.total} texter"

    @property
    def sentence(self) -> str:
        """How much the language has, in Swedish: *4 av 31 texter finns på finska*."""
        return f"{self.counted} finns på {SWEDISH_NAMES[self.language]}."

    @property
    def words(self) -> str:
        """The language and how much it has, in Swedish: *finska: 4 av 31 texter*."""
        return f"{SWEDISH_NAMES[self.language]}: {self.counted}"


def list_texts(site: Site, binder: Binder, key: str) -> Iterator[LeafletText]:
    """Yield the texts of a leaflet, then those of other records that it shows."""
    leaflet = binder.leaflets[key]
    home = leaflet.place or binder.place_of(f"leaflets.{key}")
    needed = _words_needed(leaflet, binder)
    named = f"foldern ”{leaflet.title.source}”"
    for path, where, text in _walk(leaflet, f"leaflets.{key}", named, without=_WORDS):
        yield LeafletText(path, where, text, text.place or home)
    for path, where, text in _walk(leaflet.words, f"leaflets.{key}.{_WORDS}", f"{named} › små ord"):
        yield LeafletText(path, where, text, text.place or home, path.rpartition(".")[2] in needed)
    for path, where, text in _list_shared(site, binder, leaflet):
        yield LeafletText(path, where, text, text.place or home)


def list_measured(binder: Binder) -> Iterator[tuple[str, Leaflet | BeforeMeeting | MyPlan]]:
    """Yield each leaflet and family's sheet that has a reading level, with its path."""
    found: dict[str, Any] = {f"leaflets.{key}": leaflet for key, leaflet in binder.leaflets.items()}
    if sheets := binder.family_sheets:
        found |= {f"family_sheets.{name}": getattr(sheets, name) for name in ("before_meeting", "my_plan")}
    yield from ((path, record) for path, record in found.items() if record is not None and record.reading)


def list_own_texts(binder: Binder, path: str, record: Record) -> Iterator[tuple[str, Place, Text]]:
    """Yield the texts of a leaflet or a sheet itself, each with its path and place.

    A leaflet's small words are left out.
    """
    home = record.place or binder.place_of(path)
    for step, _, text in _walk(record, path, "", without=_WORDS):
        yield step, text.place or home, text


def _walk(value: Any, path: str, where: str, without: str = "") -> Iterator[tuple[str, str, Text]]:
    """Yield each text in a record with its path, and that in Swedish."""
    if isinstance(value, Text):
        yield path, where, value
        return
    for step, child in children_of(value).items():
        if step != without:
            name = title_of(type(value), step) if isinstance(value, Record) else step
            yield from _walk(child, f"{path}.{step}", f"{where} › {name}")


def _words_needed(leaflet: Leaflet, binder: Binder) -> set[str]:
    """Return the small words that the reader of a leaflet gets in this binder."""
    words = leaflet.words
    lines = leaflet.lines_to_fill_in(binder) if leaflet.coordinator else []
    names = {name for name in ("name", "phone", "next_meeting") if getattr(words, name) in lines}
    names |= {"happens", "words", "contacts", "print", "listen", "pause", "go_on", "stop"}
    if leaflet.survey:
        names |= {"yes", "no", "cut"}
    if leaflet.reader != "staff":
        names |= {"urgent", "social"} if leaflet.survey else {"urgent", "social", "own"}
    if not binder.membership.current(binder.today):
        names.add("left" if binder.membership.ended(binder.today) else "joining")
    return names


def _list_shared(site: Site, binder: Binder, leaflet: Leaflet) -> Iterator[tuple[str, str, Text]]:
    """Yield what a leaflet shows of the survey, the acute numbers and the duty."""
    if leaflet.survey in binder.surveys:
        survey = binder.surveys[leaflet.survey]
        yield from _walk(survey, f"surveys.{leaflet.survey}", f"enkäten ”{survey.title.source}”")
    for number in site.numbers_for(leaflet.reader, binder.agreement.whom):
        yield from _walk(number, f"urgent.{number.id}", f"det akuta numret {number.phone}")
    duty = binder.agreement.duty or site.duty
    for name in ("title", "text") if leaflet.reader == "staff" else ("family",):
        yield from _walk(getattr(duty, name), f"duty.{name}", f"orosanmälan › {title_of(Duty, name)}")


def count_share(shelf: Shelf, binder: Binder, key: str, language: str, marks: Marks) -> Share:
    """Return how much of a leaflet a language has. What is outdated does not count."""
    done: list[Status] = ["current", "unmarked"]
    texts = [item.text for item in list_texts(shelf.site, binder, key) if item.needed]
    return Share(language, sum(marks.status(text, language) in done for text in texts), len(texts))


def list_shares(shelf: Shelf, binder: Binder, key: str) -> list[Share]:
    """Return how much each other language has of a leaflet that it is offered in."""
    return [_find_counted(shelf, binder, key, code) for code in languages_of(binder, key)[1:]]


def find_share(shelf: Shelf, binder: Binder | None, leaflet: Leaflet, language: str) -> Share | None:
    """Return how much of a leaflet a language has, or None where it has all of it."""
    if binder is None or language == "sv":
        return None
    key = next(key for key, other in binder.leaflets.items() if other is leaflet)
    share = _find_counted(shelf, binder, key, language)
    return None if share.is_whole else share


def _find_counted(shelf: Shelf, binder: Binder, key: str, language: str) -> Share:
    """Return how much of a leaflet a language has, counted once.

    Every page and sheet of the binder asks.
    """
    name = (id(binder), key, language)
    known, share = shelf.counted.get(name, (None, None))
    if known is binder and isinstance(share, Share):
        return share
    counted = count_share(shelf, binder, key, language, shelf.marks)
    shelf.counted[name] = binder, counted
    return counted


def list_outdated(site: Site, binder: Binder) -> Iterator[tuple[str, str, Place]]:
    """Yield each language of a leaflet with texts from older Swedish.

    That is a path, a name and the first place.
    """
    for key, leaflet in binder.leaflets.items():
        codes = languages_of(binder, key)[1:]
        texts = list(list_texts(site, binder, key)) if codes else []
        for code in codes:
            places = [item.place for item in texts if code in item.text.outdated]
            if places:
                texts_in_words = "en text" if len(places) == 1 else f"{len(places)} texter"
                title = leaflet.title.fill(binder.value)
                what = f"Foldern ”{title}” på {SWEDISH_NAMES[code]}: {texts_in_words}"
                yield f"leaflets.{key}.{code}", what, min(places)
