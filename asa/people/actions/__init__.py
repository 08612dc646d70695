"""Everything that people change about persons, users, posts and sign-ins."""

from asa.people.actions.attempts import (
    Throttle,
    begin_attempt,
    count_attempt,
    forget_attempts,
)
from asa.people.actions.codes import (
    change_password,
    hand_over_code,
    set_password_by_code,
    try_code,
    use_second_factor_code,
)
from asa.people.actions.duplicates import (
    Choice,
    find_duplicates,
    judge_again,
    keep_apart,
    merge_persons,
    note_pairs,
    note_really_new,
    undo_merge,
)
from asa.people.actions.kept import forget_form, forget_old_forms, keep_form
from asa.people.actions.persons import make_person, show_citizen_id
from asa.people.actions.posts import end_post, give_post
from asa.people.actions.users import (
    add_user,
    change_phone,
    end_sign_ins,
    note_second_factor,
    remove_second_factor,
    switch_off_user,
    switch_on_user,
    system_user,
)

__all__ = [
    "Choice",
    "Throttle",
    "add_user",
    "begin_attempt",
    "change_password",
    "change_phone",
    "count_attempt",
    "end_post",
    "end_sign_ins",
    "find_duplicates",
    "forget_attempts",
    "forget_form",
    "forget_old_forms",
    "give_post",
    "hand_over_code",
    "judge_again",
    "keep_apart",
    "keep_form",
    "make_person",
    "merge_persons",
    "note_pairs",
    "note_really_new",
    "note_second_factor",
    "remove_second_factor",
    "set_password_by_code",
    "show_citizen_id",
    "switch_off_user",
    "switch_on_user",
    "system_user",
    "try_code",
    "undo_merge",
    "use_second_factor_code",
]
