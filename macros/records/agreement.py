"""Records of the written agreement: the highest level, which areas name as theirs."""

from collections.abc import Mapping

from macros.records.ages import AgesField
from macros.records.base import Entry, Record, optional, required
from macros.records.scalars import Plain
from macros.records.shared_records import Control, Event, Section
from macros.records.site import Duty
from macros.records.text import TextField
from macros.records.time_scalars import WhenField
from macros.records.validity import Dated
from macros.records.whom import Whom, standing_words


class Party(Entry):
    """A party that signs the agreement."""

    name: Plain = required("namn", "Kommunen, regionen eller organisationen.")
    note: TextField | None = optional("anmärkning", "Till exempel vad parten hette förr.")


class Actor(Entry):
    """A kind of service that takes part, whoever runs it."""

    name: TextField = required("namn", "Verksamheten, till exempel elevhälsa.")
    note: TextField | None = optional("anmärkning", "Något att veta om verksamheten.")


class Principle(Entry):
    """A principle that all parties hold to."""

    title: TextField = required("rubrik", "Principen i några ord.")
    text: TextField = required("text", "Vad den betyder i vardagen.")


class Responsibility(Entry):
    """A responsibility, and who has it."""

    title: TextField = required("vem", "Den som har ansvaret.")
    text: TextField = required("text", "Vad ansvaret gäller.")
    points: list[TextField] = optional("punkter", "Ansvaret punkt för punkt.", list)


class CollaborationLevel(Entry):
    """A level on which the parties collaborate (political, managers, operations)."""

    name: TextField = required("namn", "Till exempel chefsnivån.")
    text: TextField = required("text", "Vad nivån är till för.")
    factors: list[TextField] = optional("påverkar", "Det som påverkar samarbetet på nivån.", list)


class Body(Entry):
    """A group in the organisation of the collaboration."""

    name: TextField = required("namn", "Gruppens namn.")
    text: TextField = required("text", "Vad gruppen gör.")


class Joining(Entry, Dated):
    """A party that joined the agreement, and when."""

    who: TextField = required("vem", "Den som gick med.")
    when: WhenField = required("när", "När det skedde.")
    text: TextField | None = optional("text", "Något att veta om inträdet.")


class ParentAgreement(Record):
    """A wider agreement that this one cites. Nothing is inherited from it."""

    name: TextField = required("namn", "Den överordnade överenskommelsens namn.")
    scope: TextField = required("omfattning", "Var den gäller och mellan vilka.")
    text: TextField = required("text", "Vad den säger som är viktigt här.")
    points: list[TextField] = optional("punkter", "Det viktigaste, punkt för punkt.", list)


class Agreement(Record):
    """The agreement itself (``index.yaml`` in its folder)."""

    name: Plain = required("namn", "Överenskommelsens hela namn.")
    short: Plain = required("kort namn", "Det man säger till vardags.")
    nickname: TextField | None = optional("smeknamn", "Om den kallas något annat.")
    region: Plain = required("region", "Regionen som är part.")
    lead: TextField = required("ingress", "Vad överenskommelsen är, i två meningar.")
    for_whom: TextField = required("för vem", "Vilka den gäller.")
    whom: Whom = optional(
        "vem det handlar om",
        "children (barn: det gäller om raden saknas), young (unga), adults (vuxna: den enskilde och "
        "närstående) eller everyone (alla, i alla åldrar). Det avgör orden på alla sidor och blad.",
        "children",
    )
    ages: AgesField | None = optional(
        "åldrar", "De åldrar som den gäller, till exempel 6–16 år. Texterna skriver {ages}."
    )
    duty: Duty | None = optional(
        "orosanmälan",
        "Skyldigheten att anmäla oro, om den ska läsas på ett annat sätt här. Utelämnat: den i site.yaml.",
    )
    parties: list[Party] = optional("parter", "De som har skrivit under.", list)
    actors: list[Actor] = optional("verksamheter", "De verksamheter som samarbetar.", list)
    principles: list[Principle] = optional("principer", "Det som alla håller sig till.", list)
    aims: list[TextField] = optional("mål", "Vad överenskommelsen ska leda till.", list)
    responsibilities: list[Responsibility] = optional("ansvar", "Vem som ansvarar för vad.", list)
    levels: list[CollaborationLevel] = optional("nivåer", "Nivåerna för samarbetet.", list)
    organisation: list[Body] = optional("organisation", "Grupperna som leder samarbetet.", list)
    sections: list[Section] = optional("avsnitt", "Övrigt som överenskommelsen säger.", list)
    control: Control = required("det här gäller", "Vem som har beslutat, när, och hur länge det gäller.")
    parent_agreement: ParentAgreement | None = optional(
        "gemensamma utgångspunkter", "En överordnad överenskommelse som den här hänvisar till."
    )
    joinings: list[Joining] = optional("anslutningar", "Vilka som har gått med, och när.", list)
    history: list[Event] = optional("historia", "Hur överenskommelsen växte fram.", list)

    @property
    def standing_words(self) -> Mapping[str, str]:
        """The words for those whom it is about, by form."""
        return standing_words(self.whom)
