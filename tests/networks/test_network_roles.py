"""Route by role: who reaches which page of networks and agreements."""

from __future__ import annotations

import pytest

from arena import db
from arena.accounts.models import Role
from arena.web.access import public, rule_of
from tests.cast import make_user, sign_in

STAFF = {Role.ADMIN, Role.COORDINATOR, Role.HOST, Role.ANALYST}
PLANNERS = {Role.ADMIN, Role.COORDINATOR}
PARTNERS = {Role.PARTNER}
BLUEPRINTS = {
    "networks": None,
    "networks_staff": STAFF,
    "networks_partner": PARTNERS,
    "networks_agreements": STAFF,
    "networks_agreements_partner": PARTNERS,
}
# Views that fewer reach than the others of their blueprint.
FEWER = {
    "networks_staff.create": PLANNERS,
    "networks_staff.find_member": PLANNERS,
    "networks_staff.admit_member": PLANNERS,
    "networks_agreements.create": PLANNERS,
    "networks_agreements.edit": PLANNERS,
    "networks_agreements.find_party": PLANNERS,
    "networks_agreements.party": PLANNERS,
    "networks_agreements.take_party_out": PLANNERS,
    "networks_agreements.end": PLANNERS,
    "networks_agreements.renew": PLANNERS,
}


def ours(app):
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.partition(".")[0] in BLUEPRINTS
    }


def reach(endpoint):
    return FEWER.get(endpoint, BLUEPRINTS[endpoint.partition(".")[0]])


@pytest.mark.parametrize("role", list(Role))
def test_each_role_reaches_its_pages_and_no_others(app, role):
    with db.transaction():
        user = make_user("Alice Alm", role)
    wrong = [
        endpoint
        for endpoint in sorted(ours(app))
        if reach(endpoint) is not None and rule_of(endpoint)(user) is not (role in reach(endpoint))
    ]
    assert wrong == []
    assert {e for e in ours(app) if rule_of(e) is public} == {
        e for e in ours(app) if reach(e) is None
    }
    browser = sign_in(app.test_client(), user)
    for path, allowed in (
        ("/staff/networks/", STAFF),
        ("/staff/agreements/", STAFF),
        ("/partner/networks/", PARTNERS),
        ("/partner/agreements/", PARTNERS),
    ):
        assert browser.get(path).status_code == (200 if role in allowed else 403)
