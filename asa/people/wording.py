"""What the lines about people, users and posts are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "user.added": _("User added"),
    "user.switched_off": _("User switched off"),
    "user.switched_on": _("User switched on again"),
    "user.signed_out_everywhere": _("Signed out on every device"),
    "user.phone_changed": _("Phone number of a user changed"),
    "code.handed_over": _("Activation code handed over"),
    "password.set_by_code": _("Password set with the code"),
    "password.changed": _("Password changed"),
    "second_factor.added": _("Second factor switched on"),
    "second_factor.removed": _("Second factor switched off"),
    "post.given": _("Post given"),
    "post.ended": _("Post ended"),
    "person.merged": _("Two people on record made one"),
    "person.parted": _("Two people on record parted again"),
    "person.kept_apart": _("Two people on record judged to be two"),
    "person.judged_again": _("Two people on record to be judged again"),
    "person.citizen_id_shown": _("Citizen id shown in full"),
}
RECORDS: dict[str, str | Promise] = {
    "people.user": _("User"),
    "people.person": _("Person"),
    "people.post": _("Post"),
    "people.possibleduplicate": _("Pair of people on record"),
}
