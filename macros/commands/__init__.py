"""The commands of ``parmen``, one module each; ``common`` is what they share."""
