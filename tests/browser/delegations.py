"""The scene's delegation: one whose programme is being built, and what it is built from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.models import COMMAND, Actor
from arena.delegations.models import Delegation, DelegationState, Participant, Stop
from arena.delegations.queries.tasks import list_tasks
from arena.delegations.services.afterwards import (
    ContactFacts,
    PromiseFacts,
    keep_contact,
    promise,
)
from arena.delegations.services.catalogue import StopFacts, create_stop, set_ways
from arena.delegations.services.grouping import add_group
from arena.delegations.services.papers import (
    ExpenseFacts,
    GiftFacts,
    Upload,
    add_document,
    add_version,
    enter_expense,
    log_gift,
)
from arena.delegations.services.tasks import add_checklist, finish_task
from arena.delegations.services.templates import save_template
from tests.cast import make_resource
from tests.delegations.cast import make_delegation, make_item

LONG = "Energieffektivisering av flerbostadshus i Norrköpings-Östergötlandsbygden"


GIFT = GiftFacts(
    direction="given",
    what=LONG,
    person="Eleanor Ashworth",
    value_sek=450,
    kept_where="Hos gästen",
    given_on=date(2026, 12, 10),
)
EXPENSE = ExpenseFacts(
    what=LONG, amount_sek=5950, bearer="partner", bearer_name=LONG, invoice_reference="R-12"
)


@dataclass(frozen=True)
class Guests:
    """What pages about delegations are shown with."""

    delegation: Delegation
    stop: Stop
    item_id: int  # Of its programme, and so is the group.
    group_id: int
    template_id: int
    past: Past


@dataclass(frozen=True)
class Past:
    """A delegation that has been here, and one of all that is kept of it, by their numbers."""

    reference: str
    task: int
    document: int
    gift: int
    expense: int
    promise: int
    contact: int


def build_delegations() -> Guests:
    """Let a delegation come, for whom there are stops at two of three places."""
    alice = db.session.scalars(select(User).where(User.email == "alice@arena.example")).one()
    by = Actor.user(alice.id)
    with db.transaction():
        places = [make_resource(f"SITE{each}", "site", quarter_limit=1) for each in range(3)]
        stops = [
            create_stop(_facts(f"STOP{number}", place.id), by=COMMAND)
            for number, place in enumerate(places[:2])
        ]
        set_ways(places[0], {(places[2].id, "bus"): 16}, by=COMMAND)
        delegation = make_delegation(
            name=LONG, coordinator_id=alice.id, interpretation="consecutive"
        )
        make_item(delegation, by, title_sv=LONG, fixed_start=time(9, 30), is_interpreted=True)
        item = make_item(delegation, by, place_id=places[0].id, stop_key=f"stop:{stops[0].id}")
        # Two who would be at one place at once, where there is room for one group.
        group = add_group(delegation, LONG[:40], None, by=by)
        for at in (time(10), time(10, 15)):
            make_item(delegation, by, place_id=places[1].id, group_id=group.id, fixed_start=at)
        for position, name in enumerate((LONG, "山田 太郎", "محمد الراشد")):
            db.session.add(
                Participant(delegation_id=delegation.id, position=position, name=name, title=LONG)
            )
        kept = save_template(delegation, kind="political", title_sv=LONG, title_en=LONG, by=by)
    return Guests(delegation, stops[0], item.id, group.id, kept.id, _past(alice))


def _facts(code: str, place_id: int) -> StopFacts:
    return StopFacts(
        code=code,
        title_sv=LONG,
        title_en=LONG,
        resource_id=place_id,
        kind="site",
        topics=["energy", "introduction"],
        minutes=45,
        minutes_min=30,
        receiver_name="Mats Frisk",
        receiver_email="mats@fjallnas.example",
        host_topic="introduction",
    )


def _past(alice: User) -> Past:
    by = Actor.user(alice.id)
    with db.transaction():
        past = make_delegation(name=LONG, coordinator_id=alice.id, headcount=11)
        make_item(past, by, title_sv=LONG)
        add_checklist(past, by=by)
        task = list_tasks(past)[0]
        finish_task(task, is_done=True, user_id=alice.id, by=by)
        upload = Upload("brev.pdf", b"%PDF")
        document = add_document(past, LONG, upload, is_shared=True, user_id=alice.id, by=by)
        add_version(document, Upload("brev.pdf", b"%PDF 2"), user_id=alice.id, by=by)
        gift = log_gift(past, GIFT, by=by)
        expense = enter_expense(past, EXPENSE, by=by)
        asked = promise(past, PromiseFacts(question=LONG, due_on=past.starts_on), by=by)
        who = ContactFacts(name=LONG, shared_with=[LONG], consent_on=past.starts_on)
        contact = keep_contact(past, who, by=by)
        past.state = DelegationState.DONE
    numbers = (task, document, gift, expense, asked, contact)
    return Past(past.reference, *(each.id for each in numbers))
