"""Asking for a visit: what is held, what is refused and why."""

from datetime import UTC, date, datetime, timedelta

import pytest

from arena import clock, db
from arena.audit.models import BOOKER
from arena.audit.queries import list_entries
from arena.errors import NotFound
from arena.resources.models import Closure
from arena.visits.links import confirm_key, manage_token
from arena.visits.queries import find_by_token, get_visit
from arena.visits.services import confirm_address, request_visit
from arena.visits.services.errors import (
    NotNow,
    NotOffered,
    OnlyWalks,
    TimeTaken,
    WrongGround,
    WrongGroupSize,
    WrongLanguage,
)
from tests.cast import make_host, make_offer
from tests.conftest import NOW
from tests.visits.bookings import DAY, STAFF, asked, at, booking, do, held, mails, received


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host()
        make_host("Henrik Hed")
        return make_offer()


def refuse(error, offer, **facts):
    with pytest.raises(error) as caught, db.transaction():
        request_visit(offer, booking(**facts), by=BOOKER)
    return caught.value


def test_the_first_choice_is_held_from_the_moment_it_is_asked_for(offer):
    visit = asked(offer, alternatives=(at(DAY, 13), at(DAY, 14)))
    assert visit.state == "unverified"
    assert visit.event.status == "tentative"
    assert held(visit) == 2  # The site and a host.
    assert [choice.starts_at for choice in visit.alternatives] == [at(DAY, 13), at(DAY, 14)]


def test_a_request_gets_a_reference_a_link_and_a_mail_at_once(offer):
    visit = asked(offer)
    assert get_visit(visit.reference.lower().replace("-", " ")) is visit
    assert find_by_token(manage_token(visit)) is visit
    assert manage_token(visit) not in (visit.token_hash, visit.reference)
    assert mails(visit) == ["verify"]


def test_an_unverified_address_holds_the_time_for_a_day(offer):
    assert asked(offer).hold_until == NOW + timedelta(hours=24)


def test_confirming_the_address_brings_the_request_to_staff(offer):
    visit = asked(offer)
    do(confirm_address, visit, confirm_key(visit), by=BOOKER)
    assert visit.state == "received"
    assert visit.hold_until is None
    assert visit.answer_by == at(date(2026, 11, 27), 17)
    assert mails(visit) == ["verify", "received"]


def test_the_link_that_everybody_gets_does_not_confirm_the_address(offer):
    """The page after the request shows the manage link to whoever typed the address."""
    visit = asked(offer)
    with pytest.raises(NotFound), db.transaction():
        confirm_address(visit, manage_token(visit), by=BOOKER)
    assert visit.state == "unverified"


def test_an_address_is_confirmed_once(offer):
    visit = received(offer)
    with pytest.raises(NotNow), db.transaction():
        confirm_address(visit, confirm_key(visit), by=BOOKER)


def test_staff_enter_a_request_at_any_hour_and_the_address_is_not_asked(offer):
    tomorrow_evening = at(date(2026, 11, 25), 19)
    visit = do(request_visit, offer, booking(starts_at=tomorrow_evening), by=STAFF, is_vouched=True)
    assert visit.state == "received"
    assert visit.answer_by is not None
    assert mails(visit) == ["received"]


def test_the_same_request_sent_twice_is_one_visit(offer):
    first = asked(offer)
    assert asked(offer) is first
    assert mails() == ["verify"]


@pytest.mark.parametrize(
    "other",
    [
        {"group_size": 19},
        {"contact_name": "Bodil B"},
        {"purpose": "Annat"},
        {"alternatives": (at(DAY, 13),)},
    ],
)
def test_another_request_of_the_same_address_is_another_visit(offer, other):
    assert asked(offer) is not asked(offer, **other)


def test_the_same_request_a_quarter_of_an_hour_later_is_another(offer):
    first = asked(offer)
    with clock.travel(NOW + timedelta(minutes=16)):
        assert asked(offer) is not first


def test_a_group_that_is_too_large_is_told_the_limit_and_what_fits(offer):
    with db.transaction():
        larger = make_offer("school", group_min=10, group_max=50)
    error = refuse(WrongGroupSize, offer, group_size=26)
    assert (error.field, error.limit, error.fitting) == ("group_size", 25, [larger])
    assert "25" in str(error.message)


def test_a_group_that_is_too_small_is_told_the_limit(offer):
    assert refuse(WrongGroupSize, offer, group_size=7).limit == 8


@pytest.mark.parametrize(
    ("starts_at", "reason"),
    [
        (NOW - timedelta(hours=1), "past"),
        (at(date(2026, 12, 14), 10), "too_soon"),
        (at(date(2026, 12, 19), 10), "other_weekday"),
        (at(date(2026, 12, 24), 10), "closed_day"),
        (at(DAY, 10, 30), "other_hour"),
        (at(DAY, 8), "other_hour"),
        (at(DAY, 16), "other_hour"),
        (at(DAY) + timedelta(seconds=1), "other_hour"),
        (at(date(2028, 1, 13), 10), "too_far"),
        (datetime.max.replace(tzinfo=UTC), "too_far"),
    ],
)
def test_a_time_that_cannot_be_asked_for_says_why(offer, starts_at, reason):
    error = refuse(NotOffered, offer, starts_at=starts_at)
    assert error.reason == reason
    assert error.earliest == date(2026, 12, 15)


def test_a_closed_day_is_named(offer):
    with db.transaction():
        db.session.add(
            Closure(
                starts_on=DAY, ends_on=DAY + timedelta(1), reason_sv="Planering", reason_en="Away"
            )
        )
    assert refuse(NotOffered, offer).closed_for == "Stängt: Planering"


def test_an_impossible_alternative_is_refused_on_its_own_field(offer):
    assert refuse(NotOffered, offer, alternatives=(at(DAY, 8),)).field == "alternatives"


def test_a_taken_time_is_refused_with_the_nearest_free_ones(offer):
    asked(offer)
    asked(offer, contact_email="other@example.org")
    error = refuse(TimeTaken, offer, contact_email="third@example.org")
    assert len(error.nearest) == 5
    assert at(DAY, 10) not in error.nearest
    assert at(DAY, 12) in error.nearest


def test_a_refused_request_leaves_nothing(offer):
    asked(offer)
    asked(offer, contact_email="other@example.org")
    refuse(TimeTaken, offer, contact_email="third@example.org")
    assert mails() == ["verify", "verify"]


def test_a_language_that_the_offer_does_not_have_is_refused(offer):
    assert refuse(WrongLanguage, offer, language="de").field == "language"


def test_a_ground_that_the_offer_does_not_know_is_refused(offer):
    assert refuse(WrongGround, offer, exemption_ground="media").field == "exemption_ground"


def test_an_exempt_group_pays_nothing(offer):
    assert asked(offer, exemption_ground="education").fee_sek == 0
    assert asked(offer, starts_at=at(DAY, 13)).fee_sek == 2400


def test_an_open_walk_is_joined_and_not_asked_for(offer):
    with db.transaction():
        walk = make_offer("walk", is_open_walk=True)
    refuse(OnlyWalks, walk)


def test_every_act_leaves_a_line_that_names_nobody(offer):
    visit = received(offer)
    lines = list_entries(visit)
    assert [line.action for line in lines] == ["visits.confirm_address", "visits.request_visit"]
    said = " ".join(str(line.detail) for line in lines)
    assert "bodil" not in said.lower()
    assert "norrskär" not in said.lower()
