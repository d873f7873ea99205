"""The scene's mailings to the network that Petra chairs: one being written, one that went out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import User
from arena.audit.models import WORKER
from arena.networks.models import Network
from arena.newsletters.models import MailingKind
from arena.newsletters.services.sending import carry_on, plan_sending
from arena.newsletters.services.writing import MailingFacts, write_mailing

LONG = "Samrådsunderlag om energieffektivisering av flerbostadshus i Östergötland"
BODY = f"## {LONG}\n\nVi ses på [Gasverket](https://arena.example/g).\n\n- {LONG}\n- Fika"


@dataclass(frozen=True)
class Mailings:
    """What pages about mailings are shown with, by number."""

    draft: int
    sent: int


def build_mailings(network: str) -> Mailings:
    """Write two mailings and send one."""
    with db.transaction():
        author = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
        to = db.session.scalars(select(Network.id).where(Network.slug == network)).one()
        facts = MailingFacts(
            kind=MailingKind.NEWSLETTER,
            network_id=to,
            saved_search_id=None,
            circles=(),
            has_groups=True,
            subject_sv=LONG,
            subject_en="The next meeting",
            body_sv=BODY,
            body_en=BODY,
        )
        draft, sent = (write_mailing(facts, author=author, by=WORKER) for _ in range(2))
        plan_sending(sent, clock.now(), version=sent.version, by=WORKER)
        while carry_on(sent, by=WORKER):
            pass
    return Mailings(draft.id, sent.id)
