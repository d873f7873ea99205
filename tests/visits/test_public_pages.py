"""What can be visited and when, as anybody reads it; and what bad addresses get."""

from datetime import date, time
from urllib.parse import parse_qs, urlsplit

import pytest

from arena import db
from arena.resources.models import Closure
from arena.visits.services import schedule_walk
from tests.cast import make_host, make_offer
from tests.pages import errors, links, parsed, words
from tests.visits.bookings import DAY, STAFF, asked, at

LONG = "x" * 10_000
HOSTILE = [LONG, "\x00", "\x1b[31m", "<script>alert(1)</script>", "' OR 1=1 --", "٣", "-1", "1e9"]


@pytest.fixture
def offer(app):
    with db.transaction():
        make_host("Hedda Holm")
        make_host("Henrik Hed")
        return make_offer()


def read(answer):
    return words(answer).replace("\xa0", " ")


def times(answer):
    """The free times of an offer's page, as (date, time) texts."""
    page = parsed(answer)
    return [
        " ".join("".join(a.itertext()).split()) for a in page.iter("a") if "data-slot" in a.attrib
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_list_tells_all_that_one_must_know_before_asking(client, offer, language):
    said = read(client.get(f"/{language}/visits/"))
    told = {
        "sv": ["90 min", "8–25 personer", "svenska och engelska", "2 400 kr exkl. moms"],
        "en": ["90 min", "8–25 people", "Swedish and English", "SEK 2,400 without VAT"],
    }[language]
    ahead = {"sv": "15 arbetsdagar i förväg", "en": "15 working days ahead"}[language]
    weeks = {"sv": "v. 51, v. 52, v. 53", "en": "week 51, week 52, week 53"}[language]
    missing = [fact for fact in (*told, ahead, weeks) if fact not in said]
    assert not missing


def test_the_list_is_filtered_by_language_and_size_of_the_group(client, offer):
    with db.transaction():
        make_offer("german", languages=["sv", "de"], title_sv="På tyska", group_max=10)
    by_language = read(client.get("/sv/visits/?language=de"))
    assert "På tyska" in by_language
    assert "Introduktion" not in by_language
    by_size = read(client.get("/sv/visits/?group_size=20"))
    assert "Introduktion" in by_size
    assert "På tyska" not in by_size
    assert "Inget besök passar den gruppen" in read(client.get("/sv/visits/?group_size=900"))


@pytest.mark.parametrize("field", ["language", "group_size"])
def test_a_filter_of_nonsense_is_refused_beside_its_field(client, offer, field):
    for value in HOSTILE:
        answer = client.get("/sv/visits/", query_string={field: value})
        assert (answer.status_code, len(errors(answer))) == (400, 1), value[:20]
        assert "Introduktion och vandring" in words(answer)
        assert b"<script>alert" not in answer.data


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_offers_page_is_whole_in_both_languages(client, offer, language):
    answer = client.get(f"/{language}/visits/introduction")
    said = read(answer)
    told = {
        "sv": [
            "Vi går från Gasverket",
            "Program",
            "Bobergstorget, vid den röda klockan",
            "Avbokning 9 till 3 arbetsdagar före kostar halva avgiften",
            "I dag blir det tidigast tis 15 december 2026",
        ],
        "en": [
            "We walk from Gasverket",
            "Programme",
            "Bobergstorget, by the red clock",
            "Cancelling 9 to 3 working days before costs half the fee",
            "If you ask today, Tue 15 December 2026 at the earliest",
        ],
    }[language]
    missing = [fact for fact in told if fact not in said]
    assert answer.status_code == 200
    assert not missing


def test_free_times_are_shown_by_week_with_closed_days_named(client, offer):
    answer = client.get("/sv/visits/introduction")
    said = read(answer)
    assert "9.00–10.30, torsdag 17 december 2026" in "\n".join(times(answer))
    assert "Vecka 51" in said
    assert "Stängt: Julafton" in said
    assert "För nära inpå" in said


def test_a_time_that_somebody_holds_is_no_longer_shown(client, offer):
    asked(offer, starts_at=at(DAY, 9))
    asked(offer, starts_at=at(DAY, 9), contact_email="eva@example.org")
    assert "9.00–10.30, torsdag 17 december 2026" not in "\n".join(
        times(client.get("/sv/visits/introduction"))
    )


def follow(client, answer, text):
    href = next(
        a.get("href")
        for a in parsed(answer).iter("a")
        if text in " ".join("".join(a.itertext()).split())
    )
    return client.get(href)


def test_up_to_three_times_are_chosen_by_links_in_order_of_preference(client, offer):
    page = client.get("/sv/visits/introduction?group_size=18")
    for text in ("9.00–10.30, torsdag 17", "10.00–11.30, torsdag 17", "9.00–10.30, fredag 18"):
        page = follow(client, page, text)
    chosen = [text for text in times(page) if "Välj" in text]
    assert len(chosen) == 3
    assert len(times(page)) == 3, "once three are chosen, no other can be"
    raised = follow(client, page, "18 dec")
    go_on = next(href for href in links(page) if "/book?" in href)
    assert parse_qs(urlsplit(go_on).query)["choice"] == [
        "20261217T0800Z",
        "20261217T0900Z",
        "20261218T0800Z",
    ]
    assert raised.status_code == 200
    fewer = follow(client, page, "9.00–10.30, torsdag 17")
    assert "20261217T0800Z" not in next(href for href in links(fewer) if "/book?" in href)


def test_later_weeks_are_a_link_away_and_the_far_end_is_the_end(client, offer):
    page = client.get("/sv/visits/introduction")
    later = follow(client, page, "Senare veckor")
    assert "Vecka 2, 2027" in read(later)
    far = client.get("/sv/visits/introduction?week=2199-W01")
    assert far.status_code == 200
    assert not any("Senare veckor" in "".join(a.itertext()) for a in parsed(far).iter("a"))


def test_weeks_without_a_free_time_say_where_the_next_is(client, app):
    with db.transaction():
        make_host()
        make_offer(weekdays=[3], first_start=time(15), last_start=time(15), lead_working_days=1)
        closed = Closure(starts_on=date(2026, 12, 7), ends_on=date(2027, 1, 4))
        closed.reason_sv, closed.reason_en = "Ombyggnad", "Rebuilding"
        db.session.add(closed)
    answer = client.get("/sv/visits/introduction?week=2026-W50")
    assert "Nästa lediga dag är tors 7 januari 2027" in read(answer)
    assert "Ombyggnad" in read(answer)
    assert "15.00–16.30, torsdag 7 januari 2027" in "\n".join(
        times(follow(client, answer, "Nästa lediga dag"))
    )


@pytest.mark.parametrize(("size", "limit"), [(7, "minst 8"), (26, "högst 25")])
def test_a_group_that_does_not_fit_learns_the_limit_and_which_offer_fits(
    client, offer, size, limit
):
    with db.transaction():
        make_offer("students", title_sv="För studenter", group_min=2, group_max=50)
    answer = client.get(f"/sv/visits/introduction?group_size={size}")
    assert answer.status_code == 400
    assert limit in errors(answer)[0]
    assert f"/sv/visits/students?group_size={size}" in links(answer)


@pytest.mark.parametrize("name", ["language", "group_size"])
def test_a_group_of_nonsense_is_refused_beside_its_field(client, offer, name):
    for value in [*HOSTILE, ""]:
        answer = client.get("/sv/visits/introduction", query_string={name: value})
        assert (answer.status_code, len(errors(answer))) == (400, 1), value[:20]
        assert b"<script>alert" not in answer.data


@pytest.mark.parametrize("name", ["week", "choice", "next", "lang", "to"])
def test_an_address_of_nonsense_never_breaks_an_offers_page(client, offer, name):
    odd = ["", "2026-W54", "2026-W00", "W50", "0000-W01", "20269999T9999Z", "99991231T2359Z"]
    for value in [*HOSTILE, *odd]:
        answer = client.get("/sv/visits/introduction", query_string={name: value})
        assert (answer.status_code, len(times(answer)) > 0) == (200, True), value[:20]
        assert b"<script>alert" not in answer.data


@pytest.mark.parametrize(
    "slug", ["nothing", "INTRODUCTION", "%00", "a" * 300, "..%2F..%2Fetc", "%F0%9F%98%80", "<b>"]
)
def test_an_offer_that_does_not_exist_answers_404(client, offer, slug):
    assert client.get(f"/sv/visits/{slug}").status_code == 404
    assert client.get(f"/sv/visits/{slug}/book").status_code == 404


def test_an_unpublished_offer_is_not_there_for_anybody(client, offer):
    with db.transaction():
        make_offer("draft", is_published=False)
    assert client.get("/sv/visits/draft").status_code == 404
    assert client.get("/sv/visits/draft/book").status_code == 404


def test_text_of_an_offer_is_never_markup(client, app):
    with db.transaction():
        make_offer(
            title_sv='<img src=x onerror="alert(1)">',
            description_sv="</p><script>alert(1)</script>",
            languages=["sv"],
        )
    for path in ("/sv/", "/sv/visits/", "/sv/visits/introduction"):
        answer = client.get(path)
        parsed(answer)
        assert b"<script>alert" not in answer.data
        assert b"<img" not in answer.data


def test_pages_that_anybody_reads_set_no_cookie(client, offer):
    for path in ("/sv/visits/", "/sv/visits/introduction"):
        assert "Set-Cookie" not in client.get(path).headers


def test_an_offer_of_walks_lists_the_coming_ones_with_seats_left(client, app):
    with db.transaction():
        make_host("Hedda Holm")
        walks = make_offer("walks-for-all", is_open_walk=True, group_min=1, fee_sek=0)
    with db.transaction():
        schedule_walk(walks, starts_at=at(date(2026, 12, 5)), language="sv", seats=25, by=STAFF)
    answer = client.get("/sv/visits/walks-for-all")
    said = read(answer)
    assert "lör 5 december 2026, kl. 10.00–11.30 (v. 49)" in said
    assert "25 platser kvar" in said
