"""To whom a mailing goes, as it would go out now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from arena import clock, db
from arena.directory.queries.audience import list_audience
from arena.messages.queries import refusing_among, undeliverable_among
from arena.networks.models import Network
from arena.networks.queries.standing import list_sittings
from arena.newsletters.models import Mailing

SEARCH_TOPIC = "newsletters"  # Of what goes to whom a search finds.


@dataclass(frozen=True)
class Reached:
    """Somebody to whom a mailing goes."""

    person_id: int
    name: str
    email: str  # In lower case.
    language: str


@dataclass(frozen=True)
class Audience:
    """Who gets a mailing, and who would but is left out."""

    reached: Sequence[Reached] = ()
    refusing: Sequence[Reached] = ()  # Said that they want no such mail.
    undeliverable: Sequence[Reached] = ()  # No mail reaches their address.
    without_address: int = 0
    by_language: dict[str, int] = field(default_factory=dict)


def topic_of(network_id: int | None) -> str:
    """Return what a mailing to a network, or to none, is about: its receivers may refuse that."""
    return f"network:{network_id}" if network_id else SEARCH_TOPIC


def audience_of(mailing: Mailing) -> Audience:
    """Return to whom a mailing goes now: each address once."""
    people, without_address = _people_of(mailing)
    once = {person.email: person for person in people}
    refusing = refusing_among(list(once), topic_of(mailing.network_id))
    dead = undeliverable_among([email for email in once if email not in refusing])
    reached = [p for email, p in once.items() if email not in refusing and email not in dead]
    languages = [person.language for person in reached]
    return Audience(
        reached,
        [once[email] for email in sorted(refusing)],
        [once[email] for email in sorted(dead)],
        without_address,
        {each: languages.count(each) for each in ("sv", "en")},
    )


def _people_of(mailing: Mailing) -> tuple[list[Reached], int]:
    if mailing.network is not None:
        return _people_in(mailing, mailing.network)
    if mailing.saved_search is None:
        return [], 0
    found = list_audience(mailing.saved_search)
    return [Reached(p.person_id, p.name, p.email.lower(), p.language) for p in found], 0


def _people_in(mailing: Mailing, network: Network) -> tuple[list[Reached], int]:
    today, found, missing = clock.today(), [], 0
    for each in _networks(mailing, network):
        for sitting in list_sittings(each, today):
            if mailing.circles and sitting.circle not in mailing.circles:
                continue
            person = sitting.person
            if not person.email:
                missing += 1
                continue
            found.append(Reached(person.id, person.name, person.email.lower(), person.language))
    return found, missing


def _networks(mailing: Mailing, network: Network) -> Sequence[Network]:
    if not mailing.has_groups:
        return [network]
    today = clock.today()
    groups = db.session.scalars(
        select(Network).where(
            Network.parent_id == network.id,
            (Network.ended_on.is_(None)) | (Network.ended_on > today),
        )
    ).all()
    return [network, *groups]
