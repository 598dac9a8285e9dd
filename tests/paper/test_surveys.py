"""The surveys: every answer in words, the faces beside them, one page each."""

import re

import pytest

from macros.paper.documents import Writer
from macros.rendering.texts import plain

ALL = [
    ("hudiksvall", "enkat-samordnare"),
    ("hudiksvall", "enkat-barn"),
    ("hudiksvall", "enkat-foralder"),
    ("kalix", "enkat-samordnare"),
    ("kalix", "enkat-foralder"),
]
FACES = ["enkat-barn", "enkat-foralder"]


@pytest.mark.parametrize(("slug", "name"), [pair for pair in ALL if pair != ("kalix", "enkat-samordnare")])
def test_a_survey_is_one_page(slug, name, real, press):
    """One sheet to hand out: nothing of it is lost on a back. Of the quarterly survey, the longer one."""
    assert 1 == len(press(real, slug, name).sizes)


@pytest.mark.parametrize("name", FACES)
def test_every_face_has_its_word_and_is_passed_by_a_screen_reader(name, real):
    html = Writer(real, real.binders["hudiksvall"]).sheet(name).html
    steps = re.findall(r'<li><span class="pick">(.*?)</span><span class="word">(.*?)</span></li>', html)
    survey = real.binders["hudiksvall"].surveys[name]
    faces = [step.face for step in survey.scale]

    assert sorted(set(faces)) == faces
    assert len(faces) * sum(question.kind == "scale" for question in survey.questions) == len(steps)
    assert all(
        'aria-hidden="true"' in drawn and 'type="radio"' in drawn and word.strip() for drawn, word in steps
    )


@pytest.mark.parametrize("name", FACES)
def test_the_two_top_steps_are_worded_as_the_goals(name, real):
    binder = real.binders["hudiksvall"]
    steps = [plain(step.label, binder) for step in binder.surveys[name].scale[-2:]]
    goals = {goal.id: plain(goal.text, binder).casefold() for goal in binder.follow_up.goals}

    assert ["Ganska mycket", "Helt och hållet"] == steps
    assert {"barn-delaktiga", "vardnadshavare-delaktiga"} <= {
        goal for goal, text in goals.items() if "ganska mycket eller helt och hållet delaktiga" in text
    }


def test_the_quarterly_survey_has_the_nine_questions_and_tells_the_quarter(real):
    binder = real.binders["kalix"]
    survey = binder.surveys["enkat-samordnare"]
    questions = [plain(question.text, binder) for question in survey.questions]

    assert 9 == len(questions)
    assert questions == [plain(question.title, binder) for question in binder.follow_up.questions]
    assert "kvartal" in plain(survey.about[0], binder).casefold()


def test_the_question_from_1_to_10_is_a_sheet_of_its_own(real):
    """Ten steps, words at both ends; voluntary; about one month after the first meeting."""
    html = Writer(real, real.binders["kalix"]).sheet("enkat-foralder").html
    ten = html.partition('<ul class="scale ten"')[2].partition("</ul>")[0]

    assert [str(number) for number in range(1, 11)] == re.findall(r'<span class="word">(\d+)</span>', ten)
    words = (
        "1 = inte alls nöjda",
        "10 = helt nöjda",
        "en månad sedan det första nätverksmötet",
        "frivilligt",
    )
    assert [] == [text for text in words if text not in html]
    assert 'class="face' not in html  # the faces belong to the other collaboration


@pytest.mark.parametrize(("slug", "name"), [pair for pair in ALL if pair[1] != "enkat-samordnare"])
def test_a_grown_up_is_not_sent_to_the_childrens_line(slug, name, real):
    """The child's survey names Bris; a custodian's says where grown-ups ring."""
    html = Writer(real, real.binders[slug]).sheet(name).html

    lines = ("116 111" in html.replace("\u00a0", " "), "Du som är vuxen kan också ringa" in html)

    assert (name == "enkat-barn", name != "enkat-barn") == lines


@pytest.mark.parametrize(("slug", "name"), ALL)
def test_no_survey_asks_for_a_name(slug, name, real):
    binder = real.binders[slug]
    survey = binder.surveys[name]
    lead = plain(survey.lead, binder)

    assert re.search(r"[Ss]kriv inte? .*(heter|namn|barnet är)|Skriv inga namn|Skriv inget", lead)
    assert not [line for line in survey.about if "namn" in plain(line, binder).casefold()]
