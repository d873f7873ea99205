"""The demo's needs, in every state, with questions, answers, interest and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from arena import clock, db
from arena.accounts.models import Role, User
from arena.accounts.passwords import hash_password
from arena.accounts.queries import find_user_by_email
from arena.accounts.services import add_user
from arena.audit.models import COMMAND, Actor
from arena.demo.data.needs import (
    BRICK,
    CLIMATE,
    HEAT,
    MACHINES,
    NIGHT,
    PARTNERS,
    STORMWATER,
    WAYFINDING,
    Partner,
)
from arena.demo.data.people import PASSWORD
from arena.directory.models import Organisation, OrganisationType, Person
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    add_person,
    create_organisation,
)
from arena.needs.models import InterestState, Need, NeedQuestion, OutcomeKind
from arena.needs.queries.interest import find_interest
from arena.needs.queries.members import find_person_of, standing_of
from arena.needs.services import asking, ending, interest, writing
from arena.needs.services.facts import Facts

DAY = timedelta(days=1)
Back = Callable[[int], AbstractContextManager[None]]
Words = dict[str, Any]


def show_needs() -> None:
    """Let partners write needs, ask, show interest, and learn what came of them."""
    now = clock.now()

    @contextmanager
    def back(days: int) -> Iterator[None]:
        """Do something as it was done some days ago."""
        with clock.travel(now - days * DAY), db.transaction():
            yield

    with back(150):
        hashed = hash_password(PASSWORD)
        for partner in PARTNERS:
            _add_partner(partner, hashed)
    _machines(back)
    _stormwater(back)
    _climate(back)
    _night(back)
    _brick(back)
    _waiting(back)


def _machines(back: Back) -> None:
    petra = _user("partner@arena.example")
    with back(120):
        need = _publish(MACHINES, petra, questions=30, until=40)
    _asked(
        back,
        need,
        "kaj@betonglabb.example",
        112,
        "Räknas även truckar som maskiner?",
        "Ja, alla maskiner som arbetar på bygget räknas, även truckar.",
    )
    with back(100):
        _interested(need, "kaj@betonglabb.example", "Vi har ett batterilager på hjul om 300 kWh.")
    with back(79):
        ending.close_dialogue(need, by=_actor(petra))
    with back(60):
        ending.record_outcome(
            need,
            ending.OutcomeFacts(
                kind=OutcomeKind.PILOT,
                words_sv="Behovet prövas i en pilot med elektrisk grävmaskin och batteribuffert.",
                words_en="The need is tried in a pilot with an electric excavator and a battery.",
                link_text="P-07 Elektrisk grävmaskin + batteribuffert",
            ),
            by=_actor(petra),
        )


def _stormwater(back: Back) -> None:
    vera = _user("vera@vassback.example")
    with back(95):
        need = _publish(STORMWATER, vera, questions=35, until=45)
    with back(70):
        for email in ("kaj@betonglabb.example", "greta@kretsloppco.example"):
            _interested(need, email, "Vi har filter som ryms i befintliga brunnar.")
    with back(30):
        ending.record_outcome(
            need,
            ending.OutcomeFacts(
                kind=OutcomeKind.PROCUREMENT,
                words_sv="Dialogen ledde till en upphandling av filter för brunnar på piren.",
                words_en="The dialogue led to a procurement of filters for the pier's gullies.",
                registration_number="VV 2026/0417",
                link="https://upphandling.example/vv-2026-0417",
                link_text="Filter för dagvattenbrunnar",
            ),
            by=_actor(vera),
        )


def _climate(back: Back) -> None:
    petra = _user("partner@arena.example")
    with back(85):
        need = _publish(CLIMATE, petra, questions=45, until=55)
    with back(45):
        ending.withdraw_need(
            need,
            words_sv="De boendes förening vill först reda ut vilka uppgifter som får samlas in.",
            words_en="The residents first want to settle which data may be collected.",
            by=_actor(petra),
        )


def _night(back: Back) -> None:
    tove = _user("tove@trafik.stad.example")
    with back(50):
        need = _publish(NIGHT, tove, questions=38, until=45)
    _asked(
        back,
        need,
        "sol@solvind.example",
        44,
        "Finns bullermätningar från i dag?",
        "Ja, från två nätter i våras. De finns att läsa på trafikkontoret.",
    )
    with back(40):
        said = {**NIGHT, "limits_sv": NIGHT["limits_sv"].replace("6,5", "6,2")}
        said["limits_en"] = NIGHT["limits_en"].replace("6.5", "6.2")
        writing.change_need(
            need,
            _facts(said, need.questions_until, need.interest_until),
            words_sv="Gatan är uppmätt på nytt.",
            words_en="The street has been measured again.",
            by=_actor(tove),
        )
    with back(20):
        _interested(need, "sol@solvind.example", "Vi styr leveranser efter uppmätt buller.")
        _interested(need, "partner@arena.example", "Vi kan ställa en laddplats till förfogande.")
    with back(4):
        ending.close_dialogue(
            need,
            words_sv="Tack till alla. Vi berättar här vad det leder till.",
            words_en="Thanks to all. We tell here what it leads to.",
            by=_actor(tove),
        )


def _brick(back: Back) -> None:
    alice = _user("coordinator@arena.example")
    with back(21):
        owner = add_person(
            PersonFacts(name="Lotta Lagerbring", email="lotta@lokaler.stad.example"),
            _organisation("Demostadens Lokaler AB", "city_company"),
            title="Projektledare för rivning",
            starts_on=clock.today(),
            by=COMMAND,
        )
        need = _publish(BRICK, alice, owner=owner, keeper_id=alice.id, questions=22, until=23)
    _asked(
        back,
        need,
        "gunnar@granbacken.example",
        15,
        "Får vi se husen innan vi hör av oss?",
        "Ja. Vi visar dem två torsdagar, och dagarna läggs ut här för alla.",
    )
    with back(8):
        _interested(need, "greta@kretsloppco.example", "Vi sågar isär fogarna och sorterar.")
    with back(6):
        _interested(need, "kaj@betonglabb.example", "Vi kan pröva bruk som släpper vid värme.")
        _interested(need, "partner@arena.example", "Vi har spillvärme för torkning av tegel.")
    with back(5):
        _ask(need, "greta@kretsloppco.example", "Kan teglet mellanlagras på platsen?")
        found = _interest_of(need, "partner@arena.example")
        interest.answer_interest(
            found,
            InterestState.INVITED,
            "Välkommen till dialog den första torsdagen i nästa månad.",
            by=_actor(alice),
        )


def _waiting(back: Back) -> None:
    alice, petra = _user("coordinator@arena.example"), _user("partner@arena.example")
    with back(3):
        trafik = _organisation("Demostadens trafikkontor", "city_administration")
        writing.begin_need(
            _facts(WAYFINDING, None, None),
            organisation_id=trafik.id,
            owner_id=None,
            keeper_id=alice.id,
            author=alice,
            by=_actor(alice),
        )
    with back(1):
        need = _begin(HEAT, petra, questions=30, until=40)
        writing.propose_need(need, by=_actor(petra))


def _publish(said: Words, author: User, **more: Any) -> Need:
    need = _begin(said, author, **more)
    writing.publish_need(need, by=_actor(author))
    return need


def _begin(
    said: Words,
    author: User,
    *,
    owner: Person | None = None,
    keeper_id: int | None = None,
    questions: int,
    until: int,
) -> Need:
    """Begin a need as it was begun then; `questions` and `until` are days from then on."""
    today = clock.today()
    owner = owner or find_person_of(author)
    if owner is None:
        raise LookupError(author.email)
    return writing.begin_need(
        _facts(said, today + questions * DAY, today + until * DAY),
        organisation_id=owner.roles[0].organisation_id,
        owner_id=owner.id,
        keeper_id=keeper_id,
        author=author,
        by=_actor(author),
    )


def _facts(said: Words, questions: date | None, until: date | None) -> Facts:
    return Facts(**said, questions_until=questions, interest_until=until)


def _asked(back: Back, need: Need, email: str, days_ago: int, question: str, answer: str) -> None:
    """Let somebody ask, and the need's leader answer two days later."""
    with back(days_ago):
        asked = _ask(need, email, question)
    with back(days_ago - 2):
        asking.answer_question(
            asked,
            question_sv=question,
            question_en="",
            answer_sv=answer,
            answer_en="",
            by=COMMAND,
        )


def _ask(need: Need, email: str, question: str) -> NeedQuestion:
    user = _user(email)
    return asking.ask(need, question, "sv", user=user, standing=standing_of(user), by=_actor(user))


def _interested(need: Need, email: str, words: str) -> None:
    user = _user(email)
    standing = standing_of(user)
    interest.show_interest(
        need,
        interest.InterestFacts(words=words, contact_name=user.name, contact_email=user.email),
        organisation_id=min(standing.organisation_ids),
        user=user,
        standing=standing,
        by=_actor(user),
    )


def _interest_of(need: Need, email: str) -> Any:
    return find_interest(need, min(standing_of(_user(email)).organisation_ids))


def _add_partner(partner: Partner, hashed: str) -> None:
    user = add_user(
        email=partner.email,
        name=partner.name,
        role=Role.PARTNER,
        language="sv",
        password_hash=hashed,
        by=COMMAND,
    )
    person = add_person(
        PersonFacts(name=partner.name, email=partner.email),
        _organisation(partner.organisation, partner.type),
        title=partner.title,
        starts_on=clock.today(),
        by=COMMAND,
    )
    person.user_id = user.id


def _organisation(name: str, type_: str) -> Organisation:
    known = db.session.scalars(
        select(Organisation).where(Organisation.name == name).order_by(Organisation.id)
    ).first()
    if known is not None:
        return known
    return create_organisation(OrganisationFacts(name, OrganisationType(type_)), by=COMMAND)


def _user(email: str) -> User:
    user = find_user_by_email(email)
    if user is None:
        raise LookupError(email)
    return user


def _actor(user: User) -> Actor:
    return Actor.user(user.id)
