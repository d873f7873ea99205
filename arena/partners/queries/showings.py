"""What partners can show visitors."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from arena import db
from arena.directory.models import Organisation
from arena.errors import NotFound
from arena.partners.models import PartnerShowing


def list_showings_of(organisation_ids: Collection[int]) -> Sequence[PartnerShowing]:
    """Return what some organisations can show, in the order in which they said it."""
    return db.session.scalars(
        select(PartnerShowing)
        .where(PartnerShowing.organisation_id.in_(organisation_ids))
        .options(joinedload(PartnerShowing.contact))
        .order_by(PartnerShowing.id)
    ).all()


def list_open_showings() -> Sequence[PartnerShowing]:
    """Return what can be shown today, by organisation."""
    return db.session.scalars(
        select(PartnerShowing)
        .join(PartnerShowing.organisation)
        .where(PartnerShowing.is_open)
        .options(joinedload(PartnerShowing.organisation))
        .order_by(Organisation.name, PartnerShowing.id)
    ).all()


def get_showing(organisation: Organisation, showing_id: int) -> PartnerShowing:
    """Return something that this very organisation shows; raise `NotFound`."""
    showing = db.session.get(PartnerShowing, showing_id)
    if showing is None or showing.organisation_id != organisation.id:
        raise NotFound
    return showing


def name_showings(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the titles of what partners show by their numbers."""
    wanted = select(PartnerShowing.id, PartnerShowing.title_sv).where(
        PartnerShowing.id.in_(numbers)
    )
    return dict(iter(db.session.execute(wanted)))
