"""The scene’s needs: one that Petra leads, one that Dana keeps, and one in each other state."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arena import db
from arena.accounts.models import Role, User
from arena.audit.models import Actor
from arena.needs.models import Need, OutcomeKind
from arena.needs.queries.interest import find_interest
from arena.needs.queries.members import standing_of
from arena.needs.services import asking, ending, writing
from arena.needs.services.following import follow_by_address
from arena.needs.services.notices import follow_token
from tests.needs.cast import facts, interested, make_organisation, make_partner, person_of

LONG = "Återbruk av energieffektiviseringsutrustning i flerbostadshusbestånden runt Norrköping"


@dataclass(frozen=True)
class Led:
    """A need as its pages are shown to who leads it."""

    reference: str
    question: int
    answered: int
    interest: int
    outcome: int


@dataclass(frozen=True)
class Needs:
    """What pages about needs are shown with."""

    by_side: dict[str, Led]
    drafts: dict[str, str]
    proposed: str
    withdrawn: str
    other: str  # In which Petra shows interest.
    token: str


def build_needs() -> Needs:
    """Let needs be written, asked about and answered, by those whose pages are looked at."""
    dana = db.session.scalars(select(User).where(User.role == Role.ADMIN)).first()
    petra = db.session.scalars(select(User).where(User.email == "petra@arena.example")).one()
    assert dana is not None
    with db.transaction():
        company = make_organisation(f"{LONG} AB")
        rival = make_partner("Rut Rydén", company)
        mine = _begin(petra, keeper=None)
        kept = _begin(petra, keeper=dana)
        other = _begin(rival, keeper=None)
        writing.publish_need(other, by=Actor.user(rival.id))
        interested(other, petra)
        proposed = _begin(petra, keeper=None)
        writing.propose_need(proposed, by=Actor.user(petra.id))
        withdrawn = _begin(petra, keeper=None)
        writing.publish_need(withdrawn, by=Actor.user(petra.id))
        ending.withdraw_need(withdrawn, words_sv=LONG, by=Actor.user(petra.id))
        follower = follow_by_address(other, "stranger@example.org", "sv")
        return Needs(
            by_side={"partner": _led(mine, petra, rival), "staff": _led(kept, dana, rival)},
            drafts={
                "partner": _begin(petra, keeper=None).reference,
                "staff": _begin(petra, keeper=dana).reference,
            },
            proposed=proposed.reference,
            withdrawn=withdrawn.reference,
            other=other.reference,
            token=follow_token(follower),
        )


def _begin(author: User, *, keeper: User | None) -> Need:
    person = person_of(author)
    return writing.begin_need(
        facts(title_sv=LONG),
        organisation_id=person.roles[0].organisation_id,
        owner_id=None if keeper else person.id,
        keeper_id=keeper.id if keeper else None,
        author=author,
        by=Actor.user(author.id),
    )


def _led(need: Need, leader: User, rival: User) -> Led:
    """Publish a need; it is changed, asked about, answered, sought by one, and had a dialogue."""
    by, asker = Actor.user(leader.id), Actor.user(rival.id)
    standing = standing_of(rival)
    writing.publish_need(need, by=by)
    writing.change_need(need, facts(title_sv=f"{LONG}!", limits_sv=LONG), words_sv=LONG, by=by)
    answered = asking.ask(need, f"{LONG}?", "sv", user=rival, standing=standing, by=asker)
    texts = {"question_sv": f"{LONG}?", "answer_sv": LONG, "question_en": "", "answer_en": ""}
    asking.answer_question(answered, **texts, by=by)
    waiting = asking.ask(need, "Hur länge?", "sv", user=rival, standing=standing, by=asker)
    interested(need, rival, LONG)
    (organisation_id,) = standing.organisation_ids
    shown = find_interest(need, organisation_id)
    assert shown is not None
    outcome = ending.record_outcome(
        need, ending.OutcomeFacts(kind=OutcomeKind.DIALOGUE, words_sv=LONG), by=by
    )
    return Led(need.reference, waiting.id, answered.id, shown.id, outcome.id)
