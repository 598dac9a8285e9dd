"""Which documents a binder has, and the packets that put them together."""

from macros.records.base import Entry, optional, required
from macros.records.leaflet import SCENES, Scene
from macros.records.scalars import Slug, YesNo
from macros.records.text import TextField
from macros.records.time_scalars import DayField


class DocumentChoice(Entry):
    """A document that this binder has; ``id`` is its name in the registry."""

    title: TextField | None = optional("rubrik", "Eget namn, om det ska heta något annat här.")


class PacketPart(Entry):
    """A part of a packet; ``id`` is a document's name, unless ``document`` says it.

    With ``area`` the document is that of the municipality's binder for the area.
    """

    document: Slug | None = optional("dokument", "Dokumentets namn, om det är ett annat än id.")
    area: Slug | None = optional(
        "område", "Området, om delen hör till en annan av kommunens pärmar än den här."
    )
    why: TextField | None = optional("varför", "Vad delen ska användas till. Står på paketets framsida.")

    @property
    def name(self) -> str:
        """The document's name."""
        return self.document or self.id


class Packet(Entry):
    """Documents joined for one audience, with a cover."""

    title: TextField = required("rubrik", "Paketets namn.")
    lead: TextField = required("ingress", "Vem paketet är till och hur det används.")
    parts: list[PacketPart] = required("delar", "Dokumenten i ordning.")
    page: Slug | None = optional("sida", "Sidan på webben som framsidan leder till, och vars flik den bär.")
    picture: Scene = optional("bild", SCENES, "motet")
    meeting: YesNo = optional("till ett möte", "ja om framsidan ska ha rader för dag och plats.", False)
    bound: YesNo = optional(
        "i pärm", "ja om paketet ska sitta i en pärm: varje flik börjar på en högersida.", False
    )
    since: DayField | None = optional("nytt sedan", "Dagen som bladet Nytt sedan sist räknar från.")
