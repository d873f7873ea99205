"""A closed network: strangers, and partners who are not in it, learn nothing, from any address."""

from __future__ import annotations

import re

import pytest

from arena import db
from arena.networks.models import OfficeName
from tests.cast import make_user, sign_in
from tests.networks.cast import (
    give_office,
    join,
    make_network,
    make_organisation,
    make_partner,
    make_person,
)

SLUG, NAME = "hemligt-natverk", "Hemligt nätverk för flygfältet"
SECRETS = ("för flygfältet", "airfield network", "uppdrag i skugga", "Gerda Gömd")
# What one who suspects something would try; no secret itself, since a page may repeat it.
QUERY = f"?q=Hemligt&network={SLUG}&network_id=1&topic=flygf&member=1&organisation=1"


@pytest.fixture
def closed(app):
    """A closed network with a group, a member and a chair, and an agreement with the stranger."""
    with db.transaction():
        make_user()
        insider = make_partner(make_organisation("Dolda Bolaget AB"), "Gerda Gömd")
        outsider = make_partner(make_organisation("Fjällnäs Fastigheter AB"), "Frida Fjäll")
        network = make_network(
            SLUG,
            name_sv=NAME,
            name_en="Secret airfield network",
            purpose_sv="Ett uppdrag i skugga",
            charter_sv="Ett uppdrag i skugga",
            is_public=False,
            entry="application",
            are_members_public=True,
            topics=["flygfält"],
        )
        group = make_network(f"{SLUG}-2", name_sv=f"{NAME} 2", is_public=True, parent=network)
        join(network, insider)
        join(group, insider)
        give_office(network, insider, OfficeName.CHAIR)
    return {"insider": insider.user, "outsider": outsider.user, "network": network}


def planted(rule, slug):
    """Fill an address's variables with the network's own slug, and the number that it has."""
    filled = re.sub(r"<int:[^>]+>", "1", rule.rule.replace("<lang>", "sv"))
    return re.sub(r"<[^>]+>", slug, filled)


def addresses(app):
    """Return every address with the network planted, and its group where it is about networks."""
    found = set()
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in ("static", "accounts.sign_out"):
            continue
        found.add(planted(rule, SLUG))
        if "<slug>" in rule.rule and "networks" in rule.rule:
            found.add(planted(rule, f"{SLUG}-2"))
        if not rule.arguments - {"lang"}:
            found.add(planted(rule, SLUG) + QUERY)
    return sorted(found)


@pytest.mark.parametrize("who", ["stranger", "partner"])
def test_no_address_tells_of_a_closed_network(app, closed, who):
    browser = app.test_client()
    if who == "partner":
        sign_in(browser, closed["outsider"])
    told = []
    for address in addresses(app):
        with browser.get(address) as answer:
            text = answer.get_data().decode("utf-8", "replace")
        if any(secret in text for secret in SECRETS):
            told.append(address)
    assert told == []


@pytest.mark.parametrize("who", ["stranger", "partner"])
def test_a_closed_network_answers_as_one_that_is_not(app, closed, who):
    """Every address below networks, with GET and POST: the same status, and the same page."""
    browser = app.test_client()
    if who == "partner":
        sign_in(browser, closed["outsider"])
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if "<slug>" in rule.rule and "/networks" in rule.rule
    ]
    assert len(rules) > 30
    differing = []
    for rule in rules:
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            answers = []
            for slug in (SLUG, "no-such-network"):
                address = planted(rule, slug)
                answer = browser.open(address, method=method, data={"answer": "yes"})
                text = answer.get_data(as_text=True).replace(slug, "")
                # What is another for each request: its number, and the token of its forms.
                text = re.sub(r'[0-9a-f]{12}|csrf_token" value="[^"]*"', "", text)
                answers.append((answer.status_code, text))
            if answers[0] != answers[1]:
                differing.append((method, rule.rule, *answers))
            if rule.rule.startswith("/<lang>") and answers[0][0] not in (404, 405):
                differing.append((method, rule.rule, answers[0][0]))
    assert differing == []


def test_who_is_in_it_and_staff_see_it(app, closed):
    insider = sign_in(app.test_client(), closed["insider"])
    assert NAME in insider.get("/partner/networks/").text
    assert insider.get(f"/partner/networks/{SLUG}-2").status_code == 200
    assert app.test_client().get(f"/sv/networks/{SLUG}").status_code == 404


def test_an_application_to_a_closed_network_tells_nothing(app, closed):
    """Not even to somebody who knows its name and sends the form by hand."""
    form = {"organisation_name": "X AB", "organisation_type": "small_company"}
    answer = app.test_client().post(f"/sv/networks/{SLUG}/apply", data=form)
    assert answer.status_code == 404
    outsider = sign_in(app.test_client(), closed["outsider"])
    assert outsider.post(f"/partner/networks/{SLUG}/apply", data=form).status_code == 404


def test_the_documents_of_a_closed_network_are_not_there_for_others(app, closed):
    number = closed["network"].id
    db.session.rollback()
    for who, expected in (("outsider", 404), ("insider", 200)):
        browser = sign_in(app.test_client(), closed[who])
        answer = browser.get(f"/partner/documents/network/{number}")
        assert answer.status_code == expected, who


def test_a_member_learns_nothing_of_a_closed_group_of_their_network(app):
    with db.transaction():
        make_user()
        member = make_partner(make_organisation("Dolda Bolaget AB"), "Gerda Gömd")
        fellow = make_partner(make_organisation("Fjällnäs Fastigheter AB"), "Frida Fjäll")
        network = make_network(is_public=False)
        group = make_network("hemlig-grupp", name_sv=NAME, is_public=False, parent=network)
        join(network, member)
        join(network, fellow)
        join(group, member)
        alone = make_person(fellow.roles[0].organisation, "Gun Grupp", make_user("Gun", "partner"))
        join(group, alone)
    page = f"/partner/networks/{network.slug}"
    browser = sign_in(app.test_client(), fellow.user)
    assert NAME not in browser.get(page).text
    assert "hemlig-grupp" not in browser.get(page).text
    assert NAME in sign_in(app.test_client(), member.user).get(page).text
    # Who sits in the group alone is not led to a page that is not there for them.
    answer = sign_in(app.test_client(), alone.user).get("/partner/networks/hemlig-grupp")
    assert answer.status_code == 200
    assert f'href="{page}"' not in answer.text
