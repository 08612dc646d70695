"""What the program's own log must not hold."""

import logging
import re

# The address behind the QR of a card: whoever reads a log must not learn which cards were checked.
# And that of somebody's calendar, which is its secret.
_CODE = re.compile(r"/(c|notices/calendar)/[^/\s\"']+")


class WithoutCodes(logging.Filter):
    """Takes the codes of cards and the secrets of calendars out of a line before it is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if _CODE.search(said):
            record.msg, record.args = _CODE.sub(r"/\1/…", said), ()
        return True
