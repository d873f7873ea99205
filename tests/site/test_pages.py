"""The start page and the statements: complete in both languages, and right for a browser."""

from datetime import timedelta

import pytest

from arena import db, retention
from arena.events.models import Audience, EventStatus
from arena.events.services import create_event
from arena.retention import Period, Unit
from tests.cast import event_facts, make_offer
from tests.conftest import NOW
from tests.pages import links, parsed, words

PATHS = ["", "about", "contact", "accessibility", "privacy"]
DAY = timedelta(days=1)


def make_event(starts_at, title="Öppen vandring", **facts):
    values = {"audience": Audience.PUBLIC, "title_sv": title, "path": "visits/introduction"}
    return create_event(event_facts(starts_at, **(values | facts)))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_is_whole_in_both_languages(client, language, path):
    answer = client.get(f"/{language}/{path}")
    page = parsed(answer)
    assert answer.status_code == 200
    assert page.get("lang") == language
    assert len(page.findall(".//h1")) == 1
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "path"), [("en-GB,en;q=0.9", "/en/"), ("sv", "/sv/"), ("de", "/sv/"), ("", "/sv/")]
)
def test_the_root_goes_to_the_language_of_the_browser(client, asked, path):
    answer = client.get("/", headers={"Accept-Language": asked})
    assert (answer.status_code, answer.location) == (302, path)
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_start_page_shows_what_can_be_visited_and_leads_there(client):
    with db.transaction():
        make_offer(title_sv="Introduktion <b>och</b> vandring")
        make_offer("hidden", is_published=False, title_sv="Dold")
    answer = client.get("/sv/")
    assert "/sv/visits/introduction" in links(answer)
    assert "Introduktion <b>och</b> vandring" in words(answer)
    assert "Dold" not in words(answer)


def test_an_arena_without_offers_and_events_says_what_will_be_here(client):
    said = words(client.get("/en/"))
    assert "No study visits yet" in said
    assert "Nothing is planned just now" in said


def test_what_is_on_is_public_confirmed_and_not_over(client):
    with db.transaction():
        make_offer()
        make_event(NOW + DAY, "Öppen vandring")
        make_event(NOW - DAY / 24, "Pågår nu", ends_at=NOW + DAY / 24)
        make_event(NOW - DAY, "Redan varit")
        make_event(NOW + DAY, "Inställt", status=EventStatus.CANCELLED)
        make_event(NOW + DAY, "Internt", audience=Audience.STAFF)
    answer = client.get("/sv/")
    said = words(answer)
    assert "ons 25 november 2026, kl. 9.00–10.00 (v. 48)" in said.replace("\xa0", " ")
    assert "Pågår nu" in said
    assert not any(title in said for title in ("Redan varit", "Inställt", "Internt"))
    assert "/sv/visits/introduction" in links(answer)


def test_the_accessibility_statement_has_every_part_that_the_law_asks_for(client):
    said = words(client.get("/sv/accessibility"))
    parts = [
        "Arena står bakom den här tjänsten",  # The body.
        "Redogörelsen gäller tjänsten Arena",  # The service.
        "delvis förenlig",
        "Vad som inte är tillgängligt",
        "oskäligt betungande",
        "inte omfattas av lagen",
        "Den senaste granskningen gjordes ons 25 november 2026",
        "Redogörelsen uppdaterades senast ons 25 november 2026",
        "Så har vi testat",
        "070-174 06 05",  # A way to say that something does not work.
        "www.digg.se/tdosanmalan",
    ]
    missing = [part for part in parts if part not in said.replace("\xa0", " ")]
    assert not missing


def test_every_page_leads_to_the_statements(client):
    for path in PATHS:
        found = links(client.get(f"/sv/{path}"))
        assert {"/sv/accessibility", "/sv/privacy", "/sv/contact"} <= set(found)


def test_a_page_leads_to_itself_in_the_other_language(client):
    assert "/en/privacy" in links(client.get("/sv/privacy"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "sv",
            ["2 år efter vår senaste kontakt", "30 dagar efter vandringen", "raderas automatiskt"],
        ),
        (
            "en",
            ["2 years after our last contact", "30 days after the walk", "erased automatically"],
        ),
    ],
)
def test_the_page_on_personal_data_says_the_periods_that_hold(client, language, said):
    text = words(client.get(f"/{language}/privacy"))
    assert [each for each in said if each not in text] == []


def test_the_page_says_every_period_there_is(client, monkeypatch):
    """Each gets a length of its own, which must then stand on the page."""
    known = [name for name, value in vars(retention).items() if isinstance(value, Period)]
    for number, name in enumerate(known, start=101):
        monkeypatch.setattr(retention, name, Period(number, Unit.DAYS))
    text = words(client.get("/en/privacy"))
    unsaid = [name for n, name in enumerate(known, start=101) if f"{n} days" not in text]
    assert unsaid == [], f"Say on the page how long these are kept: {unsaid}"


def test_an_invoice_rests_on_its_reference_until_years_after_the_year(client):
    assert "7 år efter utgången av det kalenderår" in words(client.get("/sv/privacy"))


def test_another_period_is_another_promise(client, monkeypatch):
    monkeypatch.setattr(retention, "SEATS", Period(1, Unit.DAYS))
    assert "1 day after the walk" in words(client.get("/en/privacy"))
