"""Tables of the pages and documents that a binder may have.

Tests keep them equal to their folders.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Below(NamedTuple):
    """Pages below a tab's own: the kind whose records they show, and their pattern."""

    kind: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A page that a binder may have, drawn by the pattern ``docs/_kommun/<name>.md``.

    ``number`` is its divider in the register, the same in every binder; it stands on the printed sheet's tab
    too. ``needs`` are paths in the binder: a binder with none of them has no such page. ``record`` is the
    path of what the page mainly shows: the page carries its state. Of a kind in ``SEVERAL`` each record has
    a page. ``titled`` is the path of the title where each collaboration has a name of its own for it.
    ``sheet`` is the document or packet that prints the page. Of the kind ``below`` each record has a page of
    its own below this one, which the register does not list. A ``common`` page stands once for all the
    binders of a municipality, in its first one. A page without a number may
    stand ``under`` one that has: its sheets carry that one's divider.
    """

    name: str
    title: str
    number: int | None = None
    needs: tuple[str, ...] = ()
    record: str = "routine"
    titled: str = ""
    sheet: str = ""
    below: Below | None = None
    common: bool = False
    under: str = ""


PAGES = (
    Tab("index", title="Pärmens första sida"),
    Tab("introduktion", title="Introduktion", number=1, needs=("introduction",), record="introduction",
        sheet="introduktion"),
    Tab("lasvag", title="Din läsväg", needs=("reading_paths", "self_check"), under="introduktion"),
    Tab("rutin", title="Rutin", number=2, sheet="rutin"),
    Tab("checklista", title="Checklista", number=3, needs=("checklists",), record="checklists",
        sheet="checklista"),
    Tab("flode", title="Flödet av insatser", number=4, needs=("flow",), record="flow", titled="flow.title",
        sheet="flode"),
    Tab("familj", title="Familj", number=5, needs=("leaflets",), record="leaflets", sheet="familj"),
    Tab("kontakter", title="Kontakter", number=6, sheet="kontakter", common=True),
    Tab("blanketter", title="Blanketter", number=7, needs=("forms", "surveys")),
    Tab("chef", title="Chef", number=8, sheet="apt-paket",
        needs=("apt", "communication", "past_plans", "competence", "action_plan", "packets",
               "agreement.responsibilities")),
    Tab("uppfoljning", title="Uppföljning", number=9, needs=("follow_up", "steering"), record="follow_up"),
    Tab("overenskommelse", title="Överenskommelse", number=10, record="agreement", sheet="overenskommelse"),
    Tab("nytt", title="Nytt", number=11, needs=("revisions", "newsletters"),
        below=Below("newsletters", "informationsblad")),
)  # fmt: skip
"""The register, in reading order: one line here and one pattern make a page of every binder that needs it."""

SCREENS = (
    Tab("chef/visa", title="Visa på APT", needs=("apt",), record="apt", sheet="apt-bilder"),
)  # fmt: skip
"""Pages to show on a wall: outside the register and the search, each below the page in its name.

Their frame is ``overrides/show.html``.
"""

EVERY_PAGE = (*PAGES, *SCREENS)
"""The register's pages, then those to show on a wall."""

PATTERN_NAMES = (*(tab.name for tab in EVERY_PAGE), *(tab.below.pattern for tab in PAGES if tab.below))
"""The patterns in ``docs/_kommun``, without their endings."""

SEVERAL = ("checklists", "leaflets")
"""Kinds of which each record has a page and sheets of its own. Which is the main one is data."""


COMMON_PAGES = frozenset(tab.name for tab in PAGES if tab.common)
"""The pages that stand once for all the binders of a municipality."""


@dataclass(frozen=True, slots=True)
class Document:
    """One PDF that a binder may have, drawn by a template in ``overrides/documents``.

    ``needs`` is the path in the binder of the record it shows, whose state it carries; a binder without it
    cannot have the document, nor one without what is ``besides`` on it. Where the data does not choose
    documents, a binder has those that it can have: but none that is only made when ``asked`` for, and none
    without what makes it ``worth`` printing. ``page`` is where it lives on the web: its tab and its address.
    ``titled`` is the path of the title that the data gives it.
    With ``pages`` its text shrinks a little, if it must, to fit on so many; ``tight`` is the size it begins
    with, from 0 (roomy) to 2. In a packet nothing stands on the back of a document that is ``alone``: it is
    filled in and handed over, cut, folded or pinned up, or kept from those who get the next sheet. What is
    ``figured`` shows the year's figures. A document ``waits`` for what stands at this path: until then the
    binder neither has it nor promises it.
    """

    name: str
    title: str
    audience: Literal["staff", "family", "managers"] = "staff"
    sheet: Literal["A4", "landscape", "card", "folder", "labels", "cover", "slides"] = "A4"
    page: str = ""
    titled: str = ""
    template: str = ""
    needs: str = ""
    besides: str = ""
    worth: str = ""
    asked: bool = False
    public: bool = True
    pages: int = 0
    tight: int = 0
    alone: bool = False
    figured: bool = False
    waits: str = ""

    @property
    def file(self) -> str:
        """The template's file name: the document's own name when nothing else is given."""
        return self.template or f"{self.name}.html"


_AS_MANY = 9_999
"""Pages of what is set in large print: as many as it takes, for it is never set smaller."""

DOCUMENTS = (
    Document("grona-kortet", title="Gröna kortet", sheet="card", page="rutin", needs="routine",
             besides="checklists", asked=True, tight=1, alone=True),
    Document("introduktion", title="Introduktion", page="introduktion", needs="introduction"),
    Document("sjalvtest", title="Prova dig själv", page="lasvag", titled="self_check.title",
             needs="self_check", pages=2, alone=True),
    Document("rutin", title="Rutin", page="rutin", needs="routine", tight=1),
    Document("flode", title="Flödet av insatser", sheet="landscape", page="flode", needs="flow"),
    Document("checklista", title="Checklista", page="checklista", needs="checklists", pages=1),
    Document("familj", title="Folder till familjen", audience="family", sheet="folder", page="familj",
             needs="leaflets", tight=1, alone=True),
    Document("fore-motet", title="Före mötet", audience="family", page="familj",
             titled="family_sheets.before_meeting.title", needs="family_sheets.before_meeting", pages=1,
             alone=True),
    Document("min-plan", title="Min plan", audience="family", page="familj",
             titled="family_sheets.my_plan.title", needs="family_sheets.my_plan", pages=1, alone=True),
    Document("samtalskarta", title="Samtalskarta", audience="family", sheet="landscape", page="familj",
             needs="family_sheets.board", pages=1, alone=True),
    Document("tolk", title="Till dig som behöver tolk", audience="family", page="familj",
             titled="family_sheets.interpreter.title", needs="family_sheets.interpreter", pages=1, alone=True,
             waits="family_sheets.interpreter.printed"),
    Document("kontakter", title="Kontakter", page="kontakter", needs="contacts"),
    Document("overenskommelse", title="Överenskommelse", audience="managers", page="overenskommelse",
             needs="agreement", tight=1),
    Document("motesdagordning", title="Mötets dagordning", page="rutin", needs="meeting_agenda", pages=1,
             alone=True),
    Document("adresslappar", title="Adresslappar", sheet="labels", page="uppfoljning", needs="follow_up",
             worth="follow_up.receiver", alone=True),
    Document("manadsblad", title="Månadens uppföljning", audience="managers", sheet="landscape",
             page="uppfoljning", needs="follow_up", worth="follow_up.measures", pages=1, alone=True),
    Document("manadsblad-ifyllt", title="Månadens siffror", audience="managers", sheet="landscape",
             page="uppfoljning", needs="follow_up", pages=1, figured=True, waits="figures_year"),
    Document("aret-i-siffror", title="Året i siffror", audience="managers", page="uppfoljning",
             needs="follow_up", pages=1, figured=True, waits="figures_year"),
    Document("kvartalsblad", title="Kvartalet sammanfattat", audience="managers", page="uppfoljning",
             needs="follow_up", worth="follow_up.questions", pages=1, alone=True),
    Document("checklista-storstil", title="Checklista i stor stil", page="checklista",
             needs="checklists", pages=_AS_MANY),
    Document("familj-storstil", title="Folder till familjen i stor stil", audience="family", page="familj",
             needs="leaflets", pages=_AS_MANY, alone=True),
    Document("rutin-en-sida", title="Rutinen på en sida", page="rutin", needs="routine", pages=1,
             public=False),
    Document("kontakter-kort", title="Kontakter på en sida", page="kontakter", needs="contacts",
             pages=1, public=False),
    Document("kontakter-familj", title="Hit kan du ringa", audience="family", page="kontakter",
             needs="contacts", pages=1, tight=1, public=False, alone=True),
    Document("dagordning", title="Dagordning för APT", audience="managers", page="chef", needs="apt",
             pages=1, public=False),
    Document("apt-bilder", title="Bilder till APT", audience="managers", sheet="slides", page="chef",
             needs="apt", alone=True),
    Document("apt-bilder-manus", title="Manus till bilderna", audience="managers", page="chef", needs="apt",
             alone=True),
    Document("fall", title="Fall att prata om", page="chef", needs="apt", pages=1, public=False),
    Document("fall-svar", title="Svar på fallen", audience="managers", page="chef",
             needs="apt", pages=1, public=False, alone=True),
    Document("sa-gor-vi", title="Så gör vi hos oss", page="chef", needs="apt.our_way", pages=1,
             public=False, alone=True),
    Document("nytt-sedan", title="Nytt sedan sist", page="nytt", pages=1, public=False),
    Document("horde-narvarolista", title="De här har hört det", audience="managers", page="chef",
             pages=1, public=False),
    Document("styrgrupp", title="Styrgrupp", audience="managers", page="uppfoljning", needs="steering",
             titled="steering.title"),
    Document("arshjul", title="Årshjul", audience="managers", sheet="landscape", page="uppfoljning",
             needs="steering", pages=1),
    Document("kommunikationsplan", title="Kommunikationsplan", audience="managers", page="chef",
             needs="communication", pages=1, public=False),
)  # fmt: skip
"""One line here and one template make a document. Which of them a binder has is data."""

PRINTING = {
    "card": "Skriv ut på A5, i verklig storlek, på båda sidor. Vänd längs långsidan. Vik på mitten.",
    "folder": "Skriv ut i verklig storlek, på båda sidor. Vänd längs kortsidan. Vik på mitten.",
    "labels": "Skriv ut i verklig storlek på ett ark med 3 × 8 etiketter på 70 × 37 mm.",
}
"""How a sheet is printed and folded, by its kind: on the page that links to it and on a packet's cover."""

FORM = Document("blankett", title="Blankett", page="blanketter", template="form.html", alone=True)
SURVEY = Document("enkat", title="Enkät", page="uppfoljning", template="survey.html", pages=1, alone=True)
NEWSLETTER = Document(
    "informationsblad", title="Informationsblad", page="nytt", template="newsletter.html", pages=1
)
PATH = Document("lasvag", title="Läsväg", page="lasvag", pages=1, alone=True)
COVER = Document("omslag", title="Omslag", sheet="cover", page="chef", template="cover.html", public=False,
                 alone=True)  # fmt: skip
SHARED = (FORM, SURVEY, NEWSLETTER, PATH, COVER)
"""Templates that draw many documents.

Every form, survey and number by its key, every reading path by its id (``lasvag-larare``), every packet's
cover.
"""
