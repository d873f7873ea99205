"""The demo's mailings: a newsletter that went out, and a notice that is being written."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import Actor
from arena.networks.models import Circle, Network
from arena.newsletters.models import MailingKind
from arena.newsletters.services.sending import carry_on, plan_sending
from arena.newsletters.services.writing import MailingFacts, write_mailing

_NEWS_SV = """\
Höstens mätningar är klara, och vi har lärt oss en del.

## Det här har hänt

- Tre kvarter har kapat effekttoppen med mer än en tiondel.
- Arbetsgruppen Effekt & flexibilitet söker fler som vill dela sina mätdata.

## Nästa möte

Vi ses på Projektkontoret. Kallelsen kommer i din kalender.
"""
_NEWS_EN = """\
The measurements of the autumn are done, and we have learned a few things.

## What has happened

- Three blocks have cut their peak load by more than a tenth.
- The working group on power and flexibility looks for more who want to share their data.

## The next meeting

We meet at the project office. The invitation comes to your calendar.
"""
_WALK_SV = "Ta med stövlar: vi går längs Husarviken oavsett väder.\n\nSamling vid Båthusparken."


def show_mailings(author: User, *, by: Actor) -> None:
    """Send a newsletter three weeks ago, and begin a notice."""
    climate, green = (_network(words) for words in ("Klimatpositiva", "Blågrönt"))
    with clock.travel(clock.now() - timedelta(days=21)):
        news = _facts(climate, MailingKind.NEWSLETTER, has_groups=True)
        with db.transaction():
            mailing = write_mailing(news, author=author, by=by)
        with db.transaction():
            plan_sending(mailing, clock.now(), version=mailing.version, by=by)
        is_going_on = True
        while is_going_on:
            with db.transaction():
                is_going_on = carry_on(mailing, by=by)
    with db.transaction():
        write_mailing(
            _facts(
                green,
                MailingKind.NOTICE,
                circles=(Circle.CORE,),
                subject_sv="Vandringen på torsdag",
                subject_en="",
                body_sv=_WALK_SV,
                body_en="",
            ),
            author=author,
            by=by,
        )


def _network(words: str) -> Network:
    return db.session.scalars(
        select(Network).where(Network.name_sv.contains(words), Network.parent_id.is_(None))
    ).one()


def _facts(network: Network, kind: MailingKind, **values: object) -> MailingFacts:
    plain: dict[str, object] = {
        "kind": kind,
        "network_id": network.id,
        "saved_search_id": None,
        "circles": (),
        "has_groups": False,
        "subject_sv": "Vad höstens mätningar visar",
        "subject_en": "What the measurements of the autumn show",
        "body_sv": _NEWS_SV,
        "body_en": _NEWS_EN,
    }
    return MailingFacts(**(plain | values))  # type: ignore[arg-type]
