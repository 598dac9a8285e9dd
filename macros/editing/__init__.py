"""Change one record of the data by a form.

A caller, such as the preview's server, does this:

>>> editor = Editor(check, shelf)                                     # doctest: +SKIP
>>> answer = editor.draw_form("kalix", "contacts.socialtjanst")       # doctest: +SKIP
>>> answer = editor.answer("kalix", "contacts.socialtjanst", fields)  # doctest: +SKIP
>>> answer = editor.undo(answer.undo_key)                             # doctest: +SKIP
>>> answer.status, answer.draw(action="/_andra/kalix")                # doctest: +SKIP

``check`` gets the contents that files would have, and returns the shelf of the data with them in place, or
its problems: ``partial(macros.checks.check_pending, folder)`` reads all, a server may have a quicker one. A
save checks once; ``Saved.shelf`` is what that check read, ready to build from.

``fields`` are the pairs of a submitted form, in order. What is not a field of the record is not looked at, so
a token may stand among them. The button's ``do`` says what to do: ``save``, ``remove``, ``up`` or ``down``.

A path is as in ``parmen explain``: ``contacts.socialtjanst``, ``routine.steps.kalla``,
``checklists.samverkan.questions.ser``. One that ends with ``.+`` is a record that is not there yet:
``contacts.+`` is a new contact, and ``municipalities.+`` a new municipality, in any binder.

Nothing raises but a fault of the program: a path that leads nowhere is a ``Refusal``.
"""

from macros.editing.answers import Answer, Form, Refusal, Saved
from macros.editing.editor import Editor

__all__ = ["Answer", "Editor", "Form", "Refusal", "Saved"]
