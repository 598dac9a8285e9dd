"""What the machine must have, how it is probed, and how it is installed.

Standard library only: `python3 -m macros.machine site` runs before anything is installed.
"""
