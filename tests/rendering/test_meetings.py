"""Meetings, deadlines and ladders of collaborations that the binder was not made from, on page and paper."""

import re

import pytest

from macros.checks import load
from macros.paper.documents import Writer
from macros.records.binder import Binder
from macros.records.whole_shelf import Shelf
from macros.rendering import Paper, Renderer, Web
from tests.conftest import Copy
from tests.edits import edit_example
from tests.page_text import draw_page

OWN = "  meeting:\n    within: 10 dagar\n"
SSPF = """\
  meeting:
    title: Arbetsgruppen
    remove: [within, counted_from, day_kind, assumption, attendance]
    cadence: varannan vecka
    called: [Skolan, Socialtjänsten, Polisen, Fritidsgården]
    leader: Samordnaren
    inviter: Samordnaren
  meetings:
    - id: natverk
      title: Nätverksmötet
      when: Vid behov
      called: [De som familjen har sagt ja till]
      invited: [Den unga, Vårdnadshavarna]
      inviter: Den i arbetsgruppen som ser behovet
  steps:
    - {id: borja, rule: natverk}
"""
ENGLAND = """\
  meeting:
    within: 6 veckor
    then: var sjätte vecka
  ladder:
    title: När vi inte är överens
    counted_from: den stund då någon säger till
    stages:
      - {id: samtal, within: 24 timmar, what: Ni två pratar., to: Era chefer}
      - {id: chefer, within: 2 arbetsdagar, what: Era chefer pratar., who: Cheferna}
      - {id: ledning, within: 5 arbetsdagar, what: Ledningen avgör.}
"""
NORWAY = """\
  remove: [meeting]
  steps:
    - id: kalla
      rule: nej
      title: Bestäm hjälpen
      text: Bestäm.
      deadline:
        within: 14 dagar
        counted_from: den dag då frågan kom
        first_day: ja
        last_day: next
"""
ELSEWHERE = """\
  meetings:
    - {id: natverk, title: Nätverksmötet, when: Vid behov}
"""
ONLY_ELSEWHERE = (
    OWN
    + """\
  steps:
    - {id: kalla, rule: nej}
"""
)
COUNTED = re.compile(r' (?:id|for|aria-describedby)="([^"]*)"')


@pytest.fixture
def town(example_copy: Copy, request: pytest.FixtureRequest) -> tuple[Shelf, Binder]:
    """Norrby with a routine of its own, and without the texts that name the example's own rule."""
    files = edit_example("municipalities/norrby.yaml", (OWN, request.param))
    folder = example_copy(files)
    for file in folder.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("{routine.meeting.within}", "kort tid"), encoding="utf-8")
    shelf = load(folder)
    return shelf, shelf.binders["norrby"]


def draw(
    shelf: Shelf, binder: Binder, name: str, record: object, paper: bool = False, **options: object
) -> str:
    """Draw a component as its words and tags in one line."""
    surface = Paper("norrby", shelf.site.address) if paper else Web("norrby", 2)
    return " ".join(Renderer(shelf, binder, surface).component(name, record, **options).split())


@pytest.mark.parametrize("town", [SSPF], indirect=True)
@pytest.mark.parametrize("paper", [False, True])
def test_working_group_every_other_week_and_network_meeting_when_needed(
    town: tuple[Shelf, Binder], paper: bool
) -> None:
    """Each step shows its own meeting; nothing is counted, and no last day is promised."""
    shelf, binder = town
    html = draw(shelf, binder, "steps", binder.routine, paper)

    assert '<h4 class="title">Arbetsgruppen</h4> <p class="when">Varannan vecka</p>' in html
    assert '<h4 class="title">Nätverksmötet</h4> <p class="when">Vid behov</p>' in html
    assert "<dt>Kallas</dt><dd>Skolan<br>Socialtjänsten<br>Polisen<br>Fritidsgården</dd>" in html
    assert "<dt>Bjuds in</dt><dd>Den unga<br>Vårdnadshavarna</dd>" in html
    assert "sista-dagen" not in html
    assert not binder.routine.counts_days
    assert [] == binder.routine.meetings_elsewhere


@pytest.mark.parametrize(
    ("town", "headings", "titles"),
    [
        (OWN, [], []),
        (OWN + ELSEWHERE, ["Nätverksmötet"], ["Vid behov"]),
        (ONLY_ELSEWHERE, ["Mötets regler"], ["Inom tio dagar"]),
        (
            ONLY_ELSEWHERE + ELSEWHERE,
            ["Mötenas regler"],
            ["Inom tio dagar", "Nätverksmötet"],
        ),
    ],
    indirect=["town"],
)
def test_heading_over_rules_that_no_step_shows(
    town: tuple[Shelf, Binder], headings: list[str], titles: list[str]
) -> None:
    """A single meeting with a name is called by it, once, on page and paper."""
    shelf, _ = town
    page, paper = draw_page(shelf, "rutin", "norrby"), Writer(shelf, shelf.binders["norrby"]).sheet("rutin")

    assert headings == re.findall(r"^## (.*) { #regler }$", page, re.MULTILINE)
    assert headings == re.findall(r"<h2>(.*(?:regler|mötet))</h2>", paper.html)
    assert titles == re.findall(r'<h3 class="title">((?:Inom|Vid|Nät).*)</h3>', page)


@pytest.mark.parametrize("town", [ENGLAND], indirect=True)
@pytest.mark.parametrize("paper", [False, True])
def test_first_within_six_weeks_and_then_every_six_weeks(town: tuple[Shelf, Binder], paper: bool) -> None:
    """The ladder goes from hours to working days, and says both."""
    shelf, binder = town
    (ladder,) = binder.routine.ladders

    assert "Inom sex veckor, sedan var sjätte vecka</h4>" in draw(
        shelf, binder, "steps", binder.routine, paper
    )
    assert "Sedan hålls samverkansmötet var sjätte vecka." in draw(
        shelf, binder, "deadlines", binder.routine, paper
    )
    html = draw(shelf, binder, "ladder", ladder, paper)
    assert ["Inom 24 timmar", "Inom två arbetsdagar", "Inom fem arbetsdagar"] == re.findall(
        r"</span> (Inom [^<]*)<", html
    )
    assert "Alla tider räknas från den stund då någon säger till." in html
    assert "<dt>Annars till</dt><dd>Era chefer</dd>" in html


@pytest.mark.parametrize("town", [NORWAY], indirect=True)
@pytest.mark.parametrize("paper", [False, True])
def test_step_has_a_deadline_of_its_own_and_the_routine_no_meeting(
    town: tuple[Shelf, Binder], paper: bool
) -> None:
    """The limit stands in the step, its counting in the rule's own sentences, on the card as well."""
    shelf, binder = town
    html = draw(shelf, binder, "steps", binder.routine, paper)
    counting = "Dagen då det händer är dag ett. Är sista dagen en lördag, söndag eller helgdag gäller nästa"

    assert f"Inom 14 dagar. Tiden räknas från den dag då frågan kom. {counting}" in html
    assert paper == ("sista-dagen-steg-kalla" not in html)
    card = draw(shelf, binder, "card_front", binder.routine, paper, title="Kortet", state_words=[])
    assert "Bestäm. Inom 14 dagar.</p>" in card
    assert "Bestäm. Inom 14 dagar." in draw(shelf, binder, "one_page_routine", binder.routine, paper)
    helper = draw(shelf, binder, "deadlines", binder.routine, paper)
    assert "Det här ska vara klart <strong>inom 14 dagar</strong>." in helper
    assert "möte" not in helper


@pytest.mark.parametrize(
    "town",
    [
        ENGLAND
        + NORWAY.removeprefix("  remove: [meeting]\n")
        + SSPF[SSPF.index("  meetings") : SSPF.index("  steps")]
    ],
    indirect=True,
)
def test_every_helper_on_a_page_has_ids_of_its_own(town: tuple[Shelf, Binder]) -> None:
    """The first keeps those it had."""
    shelf, binder = town
    html = draw(shelf, binder, "deadlines", binder.routine)
    ids = re.findall(r' id="([^"]*)"', html)

    assert 2 == html.count('class="counting"')
    assert len({*ids}) == len(ids)
    assert {"startdag", "startdag-svar", "startdag-steg-kalla", "startdag-steg-kalla-svar"} <= {*ids}
    assert {*COUNTED.findall(html)} == {*ids}


@pytest.mark.parametrize("kind", ["10 dagar\n      day_kind: working", "10 arbetsdagar"])
def test_span_says_its_kind_of_days_wherever_it_is_printed(kind: str, example_copy: Copy) -> None:
    """By either way of writing it: rule, step, placeholder in leaflet and news, the helper, the ladder."""
    text = OWN.replace("10 dagar", kind).replace("      day_kind", "    day_kind")
    shelf = load(example_copy(edit_example("municipalities/norrby.yaml", (OWN, text))))
    binder = shelf.binders["norrby"]
    for name, record, words in (
        ("rule", binder.routine.meeting, "Inom tio arbetsdagar"),
        ("steps", binder.routine, "hållas inom tio arbetsdagar."),
        ("deadlines", binder.routine, "<strong>inom tio arbetsdagar</strong>"),
        ("leaflet", binder.leaflets["familj"], "Inom tio arbetsdagar"),
        ("local_notes", binder.local, "hållas inom tio arbetsdagar."),
    ):
        options = {"page": "rutin"} if name == "local_notes" else {}
        html = Renderer(shelf, binder, Web("norrby", 2)).component(name, record, **options)
        assert words in html, name


def write_meeting(rules: str) -> str:
    """Return what a municipality writes to have these rules for its first meeting."""
    return f"  meeting:\n    remove: [within, counted_from, day_kind, assumption]\n{rules}"


WEEKDAY = "    window: {weekday: tisdag, start: '13:00', end: '15:00'}\n"


@pytest.mark.parametrize(
    ("town", "heading"),
    [
        (write_meeting("    cadence: varje vecka\n") + WEEKDAY, "Varje tisdag kl. 13–15"),
        (write_meeting("    cadence: 1 gång per vecka\n") + WEEKDAY, "Varje tisdag kl. 13–15"),
        (write_meeting("    cadence: varannan vecka\n") + WEEKDAY, "Varannan tisdag kl. 13–15"),
        (write_meeting("    cadence: varannan tisdag\n") + WEEKDAY, "Varannan tisdag kl. 13–15"),
        (write_meeting("    cadence: varje månad\n") + WEEKDAY, "Varje månad, en tisdag kl. 13–15"),
        (write_meeting("    when: vecka 7 varje år\n"), "Vecka 7 varje år"),
        (OWN.replace("10 dagar", "24 timmar"), "Räkna ut när tiden går ut"),
    ],
    indirect=["town"],
)  # fmt: skip
def test_rule_says_its_time_as_people_do(town: tuple[Shelf, Binder], heading: str) -> None:
    """A weekday of each week is named once, the heading has a capital first, hours have no last day."""
    shelf, binder = town
    rule = Renderer(shelf, binder, Web("norrby", 2)).component("rule", binder.routine.meeting)

    assert f">{heading}<" in re.sub(r"<(?:a|span)[^>]*>|</span>", ">", rule)


CALL = write_meeting("""\
    call_within: 3 dagar
    counted_from: inskrivningen
    day_kind: working
    inviter: Vårdcentralen
    notes: [Mötet får hållas på video., Ingen plan skrivs utan den som den gäller.]
""")


@pytest.mark.parametrize("town", [CALL.replace("counted_from, day_kind, ", "")], indirect=True)
def test_call_has_a_time_of_its_own(town: tuple[Shelf, Binder]) -> None:
    """In the box, in the helper and with the days that the meeting counts; other rules stand below."""
    shelf, binder = town
    rule = Renderer(shelf, binder, Web("norrby", 2)).component("rule", binder.routine.meeting)
    page = draw_page(shelf, "rutin", "norrby")
    anchor = f"sista-dagen-kallelse-{binder.routine.meetings[0].id}"

    assert ">Kallelsen går ut inom tre arbetsdagar<" in rule
    assert "Tiden räknas från inskrivningen." in rule
    assert "<li>Mötet får hållas på video.</li>" in rule
    assert f"#{anchor}" in rule
    assert f'id="{anchor}"' in page
    assert 'data-days="3" data-working' in page
