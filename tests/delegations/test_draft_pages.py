"""A draft on its page: proposed, swapped, kept with hosts and reasons, and never over something."""

import re
from datetime import datetime, time
from html import unescape

import pytest

from arena import clock, db
from arena.audit.models import COMMAND, Actor
from arena.delegations.queries.programmes import list_items
from arena.delegations.services.catalogue import create_stop, set_ways
from arena.resources.services import Use
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_host, make_resource, make_user, sign_in
from tests.delegations.cast import DAY, make_delegation, make_item
from tests.delegations.test_catalogue import facts

ASKED = f"size=12&language=en&topics=energy&level=leaders&begins=09:00&ends=15:00&day-{DAY}=morning"


@pytest.fixture
def house(app):
    """Three stops at three places, one of them visited already, a host, and a delegation."""
    with db.transaction():
        alice, host = make_user(), make_host()
        sites = [make_resource(code, "site") for code in ("N1", "N2", "N3")]
        for number, site in enumerate(sites):
            stop = facts(
                site,
                code=f"S{number}",
                title_sv=f"Stopp {number}",
                topics=("energy",),
                minutes=50,
                receiver_name="Mats Frisk" if number == 1 else "",
                receiver_email="mats@fjallnas.example" if number == 1 else "",
            )
            create_stop(stop, by=COMMAND)
        ways = {(site.id, "walk"): 10 for site in sites[1:]}
        set_ways(sites[0], ways, by=COMMAND)
        delegation = make_delegation()
    return {"alice": alice, "host": host, "sites": sites, "delegation": delegation}


def address(house, more=""):
    return f"/staff/delegations/{house['delegation'].reference}/draft?{ASKED}{more}"


def form_of(page):
    """Return where the draft is kept, and what is sent along."""
    action = unescape(re.search(r'class="draft-keep"[^>]*action="([^"]+)"', page, re.DOTALL)[1])
    sent = dict(re.findall(r'name="(seen|version)"[^>]*value="([^"]*)"', page))
    return action, sent


def programme(house):
    db.session.rollback()
    items = list_items(house["delegation"])
    return [(item.event.starts_at.astimezone(clock.zone()).time(), item.title_sv) for item in items]


def test_a_draft_is_swapped_and_kept_with_hosts_and_reasons(client, house):
    sign_in(client, house["alice"])
    page = client.get(address(house)).text
    assert "Stopp 0" in page
    assert "Hedda Holm talar språket" in page
    swap = unescape(re.search(r'href="([^"]+plan-[^"]+)#[^"]*">Stopp 2<', page)[1])
    swapped = client.get(swap).text
    action, sent = form_of(swapped)
    assert client.post(action, data=sent).status_code == 302
    kept = programme(house)
    assert [title for _, title in kept if title.startswith("Stopp")] in (
        ["Stopp 2", "Stopp 1"],
        ["Stopp 0", "Stopp 2"],
    )
    assert kept[0] == (time(9), "Välkomnande")
    stops = [item for item in list_items(house["delegation"]) if item.stop_key]
    assert all("energi" in item.reason_sv and "energy" in item.reason_en for item in stops)
    hosts = [party.resource_id for item in stops for party in item.parties if party.role == "host"]
    assert hosts == [house["host"].id] * len(stops)


def test_a_draft_is_kept_only_as_it_was_seen(client, house):
    sign_in(client, house["alice"])
    action, sent = form_of(client.get(address(house)).text)
    start, end = (datetime.combine(DAY, time(hour), clock.zone()) for hour in (8, 17))
    with db.transaction():
        uses = [Use(resource_id=house["host"].id, starts_at=start, ends_at=end)]
        schedule(event_facts(starts_at=start, ends_at=end), uses=uses, by=COMMAND)
    answer = client.post(action, data=sent)
    assert answer.status_code == 400
    assert "blivit upptaget under tiden" in answer.text
    assert programme(house) == []
    loosen = client.get(address(house)).text
    assert "Leta efter värdar senare" in loosen


def test_what_is_planned_goes_only_if_somebody_says_so(client, house):
    with db.transaction():
        first = house["delegation"], Actor.user(house["alice"].id)
        make_item(*first, stop_key="stop:1", place_id=house["sites"][0].id)
        house["sites"][0].quarter_limit = 1  # What the draft would stand instead of.
    sign_in(client, house["alice"])
    form = client.get(f"/staff/delegations/{house['delegation'].reference}/draft").text
    assert "1 programpunkt är planerad den dagen" in form
    page = client.get(address(house)).text
    assert "Stopp 0" in page
    assert "1 delegation detta kvartal" not in page
    action, sent = form_of(page)
    refused = client.post(action, data=sent)
    assert refused.status_code == 400
    assert [title for _, title in programme(house)] == ["Översikt"]
    assert client.post(action, data={**sent, "replace": "1"}).status_code == 302
    assert "Översikt" not in [title for _, title in programme(house)]
