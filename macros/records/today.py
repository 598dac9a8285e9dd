"""What day it is: the one clock of a run."""

import os
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


def today_in_sweden() -> date:
    """Return today in Sweden, whatever zone the machine is in.

    SOURCE_DATE_EPOCH (seconds since 1970) names the moment where it is set; else it is now.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if re.fullmatch(r"[0-9]{1,11}", epoch, re.ASCII):
        return datetime.fromtimestamp(int(epoch), tz=SWEDEN).date()
    return datetime.now(SWEDEN).date()
