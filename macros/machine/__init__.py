"""List what the machine must have, probe for it and install it.

Standard library only: `python3 -m macros.machine site` runs before anything is installed.
"""
