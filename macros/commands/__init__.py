"""The commands of ``parmen``, one module each. What several of them share is in ``common``."""
