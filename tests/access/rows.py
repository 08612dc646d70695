"""What the table says of one page: which record it asks for, who sees that, who may act."""

from dataclasses import dataclass, field

from asa.people.codes import Role

EVERYBODY = frozenset(Role)
FIELD = frozenset({Role.VOLUNTEER, Role.TAMBON_LEAD, Role.DISTRICT_LEAD})
LEADS = frozenset({Role.TAMBON_LEAD, Role.DISTRICT_LEAD})
OFFICE = frozenset({Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD})
NOBODY: frozenset[Role] = frozenset()


@dataclass(frozen=True)
class Row:
    """One page in the table.

    records: the records whose keys the address takes; empty for a page without a record.
    sees: the roles to whom the record exists (for whom else it is absent: 404).
    may: the roles that may open the page; who sees but may not gets 403.
    posts: whether the page takes a form; without it a POST is 405 for who may.
    shows: what may stand on the page for whom it exists, so that the search for leaks is apart.
    """

    records: tuple[str, ...] = ()
    sees: frozenset[Role] = EVERYBODY
    may: frozenset[Role] = EVERYBODY
    posts: bool = False
    gets: bool = True
    extra: tuple[object, ...] = field(default=())
    # A page that anybody signed in may open, even after every post ended.
    without_post: bool = False

    def expected(self, role: Role, *, is_inside: bool, has_post: bool, method: str) -> set[int]:
        """The answers that are right for a role in a relation."""
        if not has_post and not self.without_post:
            return {404} if self.records else {403, 302}
        if self.records and not (is_inside and role in self.sees):
            return {404}
        if role not in self.may:
            return {403}
        if method == "GET":
            return {200, 302} if self.gets else {405}
        return {200, 302, 400} if self.posts else {405}
