"""Tags: putting them on and taking them off, and keeping the list of them in order."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, OrganisationTag, Person, PersonTag, Tag
from arena.directory.rules import tag_key
from arena.errors import Conflict, Invalid

_CARRIED = ((OrganisationTag, OrganisationTag.organisation_id), (PersonTag, PersonTag.person_id))


class TagKnown(Conflict):
    """Another tag is called so."""

    def __init__(self) -> None:
        super().__init__(_l("There is a tag of that name already. The two can be merged."))


def add_tag(name: str, *, by: Actor) -> Tag:
    """Return the tag of a name, added where there is none."""
    name = " ".join(name.split())
    if not name or len(name) > 40:
        raise Invalid(_l("Enter a tag of at most 40 characters."), "new")
    number = db.add_if_absent(Tag, name=name, key=tag_key(name), created_at=clock.now())
    tag = db.session.scalars(select(Tag).where(Tag.key == tag_key(name))).one()
    if number is not None:
        record("directory.add_tag", subject=tag, by=by)
    return tag


def rename_tag(tag: Tag, name: str, *, by: Actor) -> None:
    """Give a tag another name; raise `TagKnown` for that of another."""
    name = " ".join(name.split())
    if not name:
        raise Invalid(_l("Enter a tag of at most 40 characters."), "name")
    try:
        with db.session.begin_nested():
            tag.name, tag.key = name, tag_key(name)
    except IntegrityError as error:
        raise TagKnown from error
    record("directory.rename_tag", subject=tag, by=by)


def merge_tags(tag: Tag, into: Tag, *, by: Actor) -> None:
    """Give everything that carries one tag another instead, and take the first off the list."""
    if tag.id == into.id:
        raise Invalid(_l("Choose another tag."), "into")
    moved = 0
    for model, owner in _CARRIED:
        carried = set(db.session.scalars(select(owner).where(model.tag_id == tag.id)))
        there = set(db.session.scalars(select(owner).where(model.tag_id == into.id)))
        if carried - there:
            rows = [{"tag_id": into.id, owner.key: each} for each in sorted(carried - there)]
            db.session.execute(insert(model), rows)
        moved += len(carried)
    record("directory.merge_tags", subject=into, by=by, detail={"tag": tag.name, "carried": moved})
    _remove(tag)


def remove_tag(tag: Tag, *, by: Actor) -> None:
    """Take a tag off everything that carries it, and off the list."""
    record("directory.remove_tag", subject=tag, by=by, detail={"tag": tag.name})
    _remove(tag)


def tag_organisation(organisation: Organisation, tag_ids: Collection[int], *, by: Actor) -> None:
    """Let an organisation carry these tags and no others."""
    if _set(OrganisationTag, "organisation_id", organisation.id, set(tag_ids)):
        record("directory.tag_organisation", subject=organisation, by=by)


def tag_person(person: Person, tag_ids: Collection[int], *, by: Actor) -> None:
    """Let a person carry these tags and no others."""
    if _set(PersonTag, "person_id", person.id, set(tag_ids)):
        record("directory.tag_person", subject=person, by=by)


def _set(
    model: type[OrganisationTag] | type[PersonTag], owner: str, number: int, wanted: set[int]
) -> bool:
    mine = getattr(model, owner) == number
    known = set(db.session.scalars(select(model.tag_id).where(mine)))
    db.session.execute(delete(model).where(mine, model.tag_id.in_(known - wanted)))
    if wanted - known:
        rows = [{owner: number, "tag_id": each} for each in sorted(wanted - known)]
        db.session.execute(insert(model), rows)
    return wanted != known


def _remove(tag: Tag) -> None:
    for model, _owner in _CARRIED:
        db.session.execute(delete(model).where(model.tag_id == tag.id))
    db.session.delete(tag)
