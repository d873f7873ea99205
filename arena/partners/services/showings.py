"""A partner says what it can show visitors."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from arena import clock, db
from arena.audit.models import Actor
from arena.audit.services import record
from arena.directory.models import Organisation, Person
from arena.errors import Conflict
from arena.partners.models import PartnerShowing


class ChangedMeanwhile(Conflict):
    """A colleague has saved it since it was shown."""

    def __init__(self) -> None:
        super().__init__(
            _l(
                "A colleague has changed this since you opened it. What stands there now is shown"
                " beside the fields; what you typed is kept. Save again to let yours stand."
            )
        )


@dataclass(frozen=True)
class ShowingFacts:
    """What is said of something that is shown."""

    kind: str
    title_sv: str
    title_en: str = ""
    words_sv: str = ""
    words_en: str = ""
    place: str = ""
    minutes: int = 60
    when_words: str = ""
    per_month: int | None = None
    languages: tuple[str, ...] = ()
    group_max: int | None = None
    not_shown: str = ""
    contact_id: int | None = None
    is_open: bool = True


def add_showing(organisation: Organisation, facts: ShowingFacts, *, by: Actor) -> PartnerShowing:
    """Note something that an organisation can show; the same title of it is noted once."""
    db.session.execute(
        select(Organisation.id).where(Organisation.id == organisation.id).with_for_update()
    )
    known = db.session.scalar(
        select(PartnerShowing).where(
            PartnerShowing.organisation_id == organisation.id,
            PartnerShowing.title_sv == facts.title_sv,
            PartnerShowing.kind == facts.kind,
        )
    )
    if known is not None:
        return known
    now = clock.now()
    showing = PartnerShowing(
        organisation_id=organisation.id, created_at=now, updated_at=now, **_columns(facts)
    )
    db.session.add(showing)
    db.session.flush()
    record("partners.add_showing", subject=showing, by=by)
    return showing


def change_showing(
    showing: PartnerShowing, facts: ShowingFacts, *, version: int, by: Actor
) -> None:
    """Change what is said of it; raise `ChangedMeanwhile` for another version than it has."""
    db.session.refresh(showing, with_for_update=True)
    wanted = _columns(facts)
    if all(getattr(showing, name) == value for name, value in wanted.items()):
        return
    if showing.version != version:
        raise ChangedMeanwhile
    for name, value in wanted.items():
        setattr(showing, name, value)
    showing.version += 1
    showing.updated_at = clock.now()
    record("partners.change_showing", subject=showing, by=by)


def remove_showing(showing: PartnerShowing, *, by: Actor) -> None:
    """Show it no more, for good; programmes that have it keep what they say of it."""
    record("partners.remove_showing", subject=showing, by=by)
    db.session.delete(showing)


def leave_contact(person: Person, *, organisation: Organisation, by: Actor) -> None:
    """Let nobody be asked about it any more who no longer stands for the organisation."""
    db.session.execute(
        update(PartnerShowing)
        .where(
            PartnerShowing.contact_id == person.id,
            PartnerShowing.organisation_id == organisation.id,
        )
        .values(contact_id=None)
        .execution_options(synchronize_session="fetch")
    )


def _columns(facts: ShowingFacts) -> dict[str, Any]:
    return {**asdict(facts), "languages": list(facts.languages)}
