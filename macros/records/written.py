"""What stands in the YAML files, for the rooms that compare, quote or edit it.

Rooms outside the records import these names from here, and nothing of ``nodes``. A node is the ``str``,
``list`` or ``dict`` that it looks like, with a ``place``: its file, line and column.
"""

from macros.records.nodes import Mapping, Node, Scalar, Sequence, new_mapping

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "new_mapping"]
