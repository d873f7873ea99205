"""The demo's needs, in every state, with questions, answers, interest and what came of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from arena import clock, db
from arena.accounts.passwords import hash_password
from arena.audit.models import COMMAND
from arena.demo.data.needs import (
    BRICK,
    CLIMATE,
    HEAT,
    MACHINES,
    NIGHT,
    PARTNERS,
    STORMWATER,
    WAYFINDING,
)
from arena.demo.data.people import PASSWORD
from arena.demo.need_acts import (
    DAY,
    Back,
    actor,
    add_partner,
    ask,
    asked,
    begin,
    facts_of,
    interest_of,
    interested,
    organisation_named,
    publish,
    user_at,
)
from arena.directory.services import (
    PersonFacts,
    add_person,
)
from arena.needs.models import InterestState, OutcomeKind
from arena.needs.services import ending, interest, writing


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
            add_partner(partner, hashed)
    _machines(back)
    _stormwater(back)
    _climate(back)
    _night(back)
    _brick(back)
    _waiting(back)


def _machines(back: Back) -> None:
    petra = user_at("partner@arena.example")
    with back(120):
        need = publish(MACHINES, petra, questions=30, until=40)
    asked(
        back,
        need,
        "kaj@betonglabb.example",
        112,
        "Räknas även truckar som maskiner?",
        "Ja, alla maskiner som arbetar på bygget räknas, även truckar.",
    )
    with back(100):
        interested(need, "kaj@betonglabb.example", "Vi har ett batterilager på hjul om 300 kWh.")
    with back(79):
        ending.close_dialogue(need, by=actor(petra))
    with back(60):
        ending.record_outcome(
            need,
            ending.OutcomeFacts(
                kind=OutcomeKind.PILOT,
                words_sv="Behovet prövas i en pilot med elektrisk grävmaskin och batteribuffert.",
                words_en="The need is tried in a pilot with an electric excavator and a battery.",
                link_text="P-07 Elektrisk grävmaskin + batteribuffert",
            ),
            by=actor(petra),
        )


def _stormwater(back: Back) -> None:
    vera = user_at("vera@vassback.example")
    with back(95):
        need = publish(STORMWATER, vera, questions=35, until=45)
    with back(70):
        for email in ("kaj@betonglabb.example", "greta@kretsloppco.example"):
            interested(need, email, "Vi har filter som ryms i befintliga brunnar.")
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
            by=actor(vera),
        )


def _climate(back: Back) -> None:
    petra = user_at("partner@arena.example")
    with back(85):
        need = publish(CLIMATE, petra, questions=45, until=55)
    with back(45):
        ending.withdraw_need(
            need,
            words_sv="De boendes förening vill först reda ut vilka uppgifter som får samlas in.",
            words_en="The residents first want to settle which data may be collected.",
            by=actor(petra),
        )


def _night(back: Back) -> None:
    tove = user_at("tove@trafik.stad.example")
    with back(50):
        need = publish(NIGHT, tove, questions=38, until=45)
    asked(
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
            facts_of(said, need.questions_until, need.interest_until),
            words_sv="Gatan är uppmätt på nytt.",
            words_en="The street has been measured again.",
            by=actor(tove),
        )
    with back(20):
        interested(need, "sol@solvind.example", "Vi styr leveranser efter uppmätt buller.")
        interested(need, "partner@arena.example", "Vi kan ställa en laddplats till förfogande.")
    with back(4):
        ending.close_dialogue(
            need,
            words_sv="Tack till alla. Vi berättar här vad det leder till.",
            words_en="Thanks to all. We tell here what it leads to.",
            by=actor(tove),
        )


def _brick(back: Back) -> None:
    alice = user_at("coordinator@arena.example")
    with back(21):
        owner = add_person(
            PersonFacts(name="Lotta Lagerbring", email="lotta@lokaler.stad.example"),
            organisation_named("Demostadens Lokaler AB", "city_company"),
            title="Projektledare för rivning",
            starts_on=clock.today(),
            by=COMMAND,
        )
        need = publish(BRICK, alice, owner=owner, keeper_id=alice.id, questions=22, until=23)
    asked(
        back,
        need,
        "gunnar@granbacken.example",
        15,
        "Får vi se husen innan vi hör av oss?",
        "Ja. Vi visar dem två torsdagar, och dagarna läggs ut här för alla.",
    )
    with back(8):
        interested(need, "greta@kretsloppco.example", "Vi sågar isär fogarna och sorterar.")
    with back(6):
        interested(need, "kaj@betonglabb.example", "Vi kan pröva bruk som släpper vid värme.")
        interested(need, "partner@arena.example", "Vi har spillvärme för torkning av tegel.")
    with back(5):
        ask(need, "greta@kretsloppco.example", "Kan teglet mellanlagras på platsen?")
        found = interest_of(need, "partner@arena.example")
        interest.answer_interest(
            found,
            InterestState.INVITED,
            "Välkommen till dialog den första torsdagen i nästa månad.",
            by=actor(alice),
        )


def _waiting(back: Back) -> None:
    alice, petra = user_at("coordinator@arena.example"), user_at("partner@arena.example")
    with back(3):
        trafik = organisation_named("Demostadens trafikkontor", "city_administration")
        writing.begin_need(
            facts_of(WAYFINDING, None, None),
            organisation_id=trafik.id,
            owner_id=None,
            keeper_id=alice.id,
            author=alice,
            by=actor(alice),
        )
    with back(1):
        need = begin(HEAT, petra, questions=30, until=40)
        writing.propose_need(need, by=actor(petra))
