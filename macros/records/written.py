"""What stands in the YAML files, for the rooms that compare, quote or edit it.

Rooms outside the records import these names and nothing of ``nodes``. A written value is the ``str``,
``list`` or ``dict`` that it looks like, with a ``place``: its file, line and column.
"""

from macros.records.nodes import Mapping as WrittenFields
from macros.records.nodes import Node as Written
from macros.records.nodes import Scalar as WrittenText
from macros.records.nodes import Sequence as WrittenList
from macros.records.nodes import new_mapping as new_fields

__all__ = ["Written", "WrittenFields", "WrittenList", "WrittenText", "new_fields"]
