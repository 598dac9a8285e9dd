"""The check's help leads to the published site, and until then to the preview."""

from __future__ import annotations

import pytest

from tests.conftest import Copy, run_parmen
from tests.edits import edit_example


@pytest.mark.parametrize(
    ("spelling", "address"), [("yes", "exempelparmen.example/redaktor"), ("no", "127.0.0.1")]
)
def test_help_links_lead_to_the_published_site(spelling: str, address: str, example_copy: Copy) -> None:
    """By any word that the record accepts."""
    site = edit_example("site.yaml", ("published: nej", f"published: {spelling}"))
    example_copy(site | {"municipalities/norrby.yaml": "name: Norrby\ntelefn: 1\n"})

    assert address in run_parmen("check").output
