from asa.notices.views.calendars import feed, make_address, withdraw_address
from asa.notices.views.notices import notice_list, open_notice, read_all
from asa.notices.views.outbox import again, outbox
from asa.notices.views.quiet import change_hours, quiet_hours
from asa.notices.views.telling import ask_address, confirm, forget, telling, wishes

__all__ = [
    "again",
    "ask_address",
    "change_hours",
    "confirm",
    "feed",
    "forget",
    "make_address",
    "notice_list",
    "open_notice",
    "outbox",
    "quiet_hours",
    "read_all",
    "telling",
    "wishes",
    "withdraw_address",
]
