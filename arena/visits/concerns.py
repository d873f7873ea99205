"""What speaks against who leads a visit or walk, and who would lead it instead, for who plans."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from flask_babel import gettext as _

from arena import db
from arena.events.models import Event, EventStatus
from arena.resources.models import Resource, ResourceKind
from arena.resources.words import resource_name
from arena.visits.models import Offer
from arena.visits.queries.free_times import HostRank, rank_hosts
from arena.visits.queries.holdings import list_held
from arena.visits.queries.quarters import list_full_sites
from arena.visits.views.staff.words import full_site_words
from arena.web import filters, languages


def list_concerns(
    event: Event, offer: Offer, language: str, *, was: Collection[int], is_exchange: bool
) -> list[str]:
    """Return what there is to say of an event that has just been changed.

    `was` are the resources that it had before. With `is_exchange` others were asked for, and
    nothing is said of who leaves.
    """
    ranks = rank_hosts(
        offer,
        event.starts_at,
        event.ends_at,
        language=language,
        ignore_event=event.id,
        any_hours=True,
    )
    by_id = {rank.host.id: rank for rank in ranks}
    now = list_held(event)
    found = [] if is_exchange else [*_of_change(event, was, now, by_id)]
    for each in now:
        if each.id in by_id:
            found += _of_host(by_id[each.id])
    full = list_full_sites(offer, event.starts_at, event)
    return found + [
        full_site_words(languages.localized(each.site, "name"), each.number) for each in full
    ]


def _of_change(
    event: Event, was: Collection[int], now: Sequence[Resource], ranks: Mapping[int, HostRank]
) -> Iterator[str]:
    """Say who cannot lead it any more, and why, and who does instead."""
    held = {each.id for each in now}
    for gone in sorted(set(was) - held):
        resource = db.session.get_one(Resource, gone)
        if resource.kind != ResourceKind.HOST:
            yield _(
                "%(name)s is not free then: the usual place is used.", name=resource_name(resource)
            )
        elif words := _why_not(ranks.get(gone), resource_name(resource)):
            yield words
    hosts = [each for each in now if each.kind == ResourceKind.HOST]
    new = [resource_name(each) for each in hosts if each.id not in was]
    if not new:
        return
    if event.status == EventStatus.TENTATIVE:
        everybody = filters.listing([resource_name(each) for each in hosts])
        yield _("Until it is confirmed, the time is held for %(names)s.", names=everybody)
    else:
        yield _("It is then led by %(names)s.", names=filters.listing(new))


def _why_not(rank: HostRank | None, name: str) -> str:
    """Return why a host cannot lead it; nothing where another was merely chosen."""
    if rank is None or not rank.speaks:
        return str(_("%(name)s leads no visits in that language any more.", name=name))
    if not rank.is_open:
        return str(_("%(name)s is away then.", name=name))
    if not rank.is_free:
        return str(_("%(name)s has something else then.", name=name))
    return _full(rank) or ""


def _of_host(rank: HostRank) -> list[str]:
    found = []
    if not rank.knows:
        found.append(_("%(name)s has not said that they know the topic.", name=rank.host.name))
    full = _full(rank)
    return [*found, full] if full else found


def _full(rank: HostRank) -> str | None:
    name = rank.host.name
    if rank.has_full_day:
        most = rank.host.max_per_day
        return str(
            _(
                "%(name)s has %(num)d visits that day already, the most they take.",
                name=name,
                num=most,
            )
        )
    if rank.has_full_week:
        most_in_week = rank.host.max_per_week
        return str(
            _(
                "%(name)s has %(num)d visits that week already, the most they take.",
                name=name,
                num=most_in_week,
            )
        )
    return None
