"""The check's help leads to the published site, and until then to the preview."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from tests.conftest import EXAMPLE


@pytest.mark.parametrize(
    ("spelling", "address"), [("yes", "exempelparmen.example/redaktor"), ("no", "127.0.0.1")]
)
def test_help_links_lead_to_the_published_site(
    spelling: str, address: str, example_copy: Callable[..., Path]
) -> None:
    """By any word that the record accepts."""
    site = (EXAMPLE / "site.yaml").read_text(encoding="utf-8")
    example_copy(
        {
            "site.yaml": site.replace("published: nej", f"published: {spelling}"),
            "municipalities/norrby.yaml": "name: Norrby\ntelefn: 1\n",
        }
    )

    assert address in CliRunner().invoke(main, ["check"], prog_name="parmen").output
