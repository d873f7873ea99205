"""What becomes of the directory's own rows when two organisations or people are merged."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from arena.directory.clashes import Rule, Values
from arena.directory.models import LanguageLevel, OrganisationRelation, PersonRole
from arena.directory.rules import joined_period

_RELATION = ("kind", "subject_id", "object_id")
_LEVELS = [level.value for level in LanguageLevel]  # The best first.
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
    """Return what one role of two says: all their days, and the title that either has.

    That its end was told holds of the one that lasts longest: of an end to come somebody hears.
    """
    starts_on, ends_on = joined_period(
        (staying["starts_on"], staying["ends_on"]), (going["starts_on"], going["ends_on"])
    )
    lasting = [each for each in (staying, going) if each["ends_on"] == ends_on]
    return {
        "title": staying["title"] or going["title"],
        "starts_on": starts_on,
        "ends_on": ends_on,
        "is_manager": staying["is_manager"] or going["is_manager"],
        "left_at": next((each["left_at"] for each in lasting if each["left_at"]), None),
    }


def same_relation(moved: Values) -> ColumnElement[bool]:
    """Return what a relation is that says the same of the same two on some of the same days."""
    ends, starts = OrganisationRelation.ends_on, OrganisationRelation.starts_on
    alike = [getattr(OrganisationRelation, name) == moved[name] for name in _RELATION]
    if moved["starts_on"] is not None:
        alike.append(or_(ends.is_(None), ends > moved["starts_on"]))
    if moved["ends_on"] is not None:
        alike.append(or_(starts.is_(None), starts < moved["ends_on"]))
    return and_(*alike)


def one_relation(staying: Values, going: Values) -> Values:
    """Return what one relation of two says: all their days; one without a day has no known end."""
    starts = (staying["starts_on"], going["starts_on"])
    ends = (staying["ends_on"], going["ends_on"])
    return {
        "starts_on": None if None in starts else min(starts),
        "ends_on": None if None in ends else max(ends),
        "note": staying["note"] or going["note"],
    }


def better_level(staying: Values, going: Values) -> Values:
    """Return how well somebody speaks a language that both were noted for."""
    return {"level": min((staying["level"], going["level"]), key=_LEVELS.index)}


RULES = (
    Rule("organisation_relations", combine=one_relation, alike=same_relation, yields=True),
    Rule("organisation_tags"),
    Rule("organisation_topics"),
    Rule("person_facts"),
    Rule("person_languages", combine=better_level),
    Rule("person_tags"),
    # Words are worked out anew from what each is called afterwards.
    Rule("organisation_words", staying=_NOBODY),
    Rule("person_words", staying=_NOBODY),
    Rule("person_roles", combine=one_role, alike=same_role),
    Rule("organisations"),
    Rule("people"),
    # These tell of the one that was taken up, and go on telling of it.
    Rule("directory_import_rows", staying=_NOBODY),
    Rule("directory_doubles", staying=_PAIR),
    Rule("directory_merges", staying=_MERGE),
)
