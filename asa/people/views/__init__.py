"""Pages of sign-in, of one's own account, and of users and posts."""

from asa.people.views.me import after_second_factor, change_password, me, sign_out_everywhere
from asa.people.views.second_factor import (
    add_second_factor,
    recovery_codes,
    remove_own_second_factor,
)
from asa.people.views.signin import activate, sign_in, sign_out, to_sign_in
from asa.people.views.users import (
    add_user,
    change_phone,
    end_post,
    end_sign_ins,
    give_post,
    hand_over_code,
    remove_second_factor,
    switch_user,
    user,
    users,
)

__all__ = [
    "activate",
    "add_second_factor",
    "add_user",
    "after_second_factor",
    "change_password",
    "change_phone",
    "end_post",
    "end_sign_ins",
    "give_post",
    "hand_over_code",
    "me",
    "recovery_codes",
    "remove_own_second_factor",
    "remove_second_factor",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "switch_user",
    "to_sign_in",
    "user",
    "users",
]
