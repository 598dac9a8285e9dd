"""What is read of WeasyPrint's private layout tree is known for one version of it."""

from importlib.metadata import version


def test_private_layout_tree_was_read_for_this_version_of_weasyprint() -> None:
    """Fails when a pin is raised: ``macros/paper/layout_boxes.py`` says what to compare, then write it here."""
    assert ("70.0", "0.13.0") == (version("weasyprint"), version("pydyf"))
