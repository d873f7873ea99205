"""What becomes of the directory's own rows when two organisations or people are merged."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from arena.directory.clashes import Rule, Values
from arena.directory.models import PersonRole
from arena.directory.rules import joined_period

_NOBODY = frozenset({"organisation_id", "person_id"})
_PAIR = frozenset(
    {"first_organisation_id", "second_organisation_id", "first_person_id", "second_person_id"}
)
_MERGE = frozenset(
    {"survivor_organisation_id", "merged_organisation_id", "survivor_person_id", "merged_person_id"}
)


def same_role(moved: Values) -> ColumnElement[bool]:
    """Return what a role is that the same person has in the same organisation on the same days.

    Somebody may have several roles at once; one without a title may be any of them.
    """
    alike = [
        PersonRole.person_id == moved["person_id"],
        PersonRole.organisation_id == moved["organisation_id"],
        or_(PersonRole.ends_on.is_(None), PersonRole.ends_on > moved["starts_on"]),
    ]
    if moved["ends_on"] is not None:
        alike.append(PersonRole.starts_on < moved["ends_on"])
    if moved["title"]:
        alike.append(PersonRole.title.in_((moved["title"], "")))
    return and_(*alike)


def one_role(staying: Values, going: Values) -> Values:
    """Return what one role of two says: all their days, and the title that either has."""
    starts_on, ends_on = joined_period(
        (staying["starts_on"], staying["ends_on"]), (going["starts_on"], going["ends_on"])
    )
    title = staying["title"] or going["title"]
    return {"title": title, "starts_on": starts_on, "ends_on": ends_on}


RULES = (
    Rule("person_roles", combine=one_role, alike=same_role),
    Rule("organisations"),
    Rule("people"),
    # These tell of the one that was taken up, and go on telling of it.
    Rule("directory_import_rows", staying=_NOBODY),
    Rule("directory_doubles", staying=_PAIR),
    Rule("directory_merges", staying=_MERGE),
)
