"""When a page was last changed, by what the data tells."""

import pytest

from macros.checks import load
from macros.records.last_change import find_last_change
from tests.edits import copy_example
from tests.sites import TODAY

REVISIONS = """
- id: ahead
  date: 2026-12-24
  title: Senare
- id: everything
  date: 2024
  title: Allt
- id: some
  date: 2025-05
  title: Rutinen
  pages: [rutin]
"""


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("rutin", "maj 2025"),
        ("checklista/utan-samtycke", "2024"),
        ("nytt", "maj 2025"),
        ("index", "maj 2025"),
    ],
)
def test_page_was_last_changed_by_the_newest_revision_made_that_is_about_it(page, said, tmp_path):
    data = copy_example(tmp_path / "data", {"agreements/exempelavtalet/revisions.yaml": REVISIONS})
    binder = load(data, TODAY).binders["soderby"]

    assert said == str(find_last_change(binder, page))


def test_adopted_text_was_last_changed_when_it_was_adopted_and_other_texts_by_revisions(example):
    binder = example.binders["norrby"]
    agreement = binder.agreement

    adopted = agreement.model_copy(update={"state": "adopted"})

    assert "15 januari 2025" == str(find_last_change(binder, "checklista", agreement))
    assert str(agreement.control.adopted) == str(find_last_change(binder, "blanketter", adopted))
    assert find_last_change(binder, "blanketter", agreement) is None


def test_a_newsletter_is_from_its_own_day(example):
    binder = example.binders["norrby"]

    assert "15 november 2026" == str(find_last_change(binder, "nytt", binder.newsletters["2"]))
