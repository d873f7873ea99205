"""Every view says who may reach it, and a stranger reaches only what is public."""

import re

import pytest

from arena.web.access import public, rule_of


def endpoints(app):
    return sorted({rule.endpoint for rule in app.url_map.iter_rules()})


def address_of(rule):
    """Fill an address's variables with values of the right type that name nothing."""
    filled = re.sub(r"<int:[^>]+>", "999999", rule.rule.replace("<lang>", "sv"))
    return re.sub(r"<[^>]+>", "nothing-by-this-name", filled)


def test_every_endpoint_has_an_access_marker(app):
    missing = [endpoint for endpoint in endpoints(app) if rule_of(endpoint) is None]
    assert not missing, f"Mark these views with @access(...) from arena.web.access: {missing}"


def test_a_stranger_is_refused_by_every_page_that_is_not_public(app, client):
    reached = []
    for rule in app.url_map.iter_rules():
        if rule_of(rule.endpoint) is public or "GET" not in rule.methods:
            continue
        answer = client.get(address_of(rule))
        if answer.status_code not in (302, 403, 404):
            reached.append((rule.endpoint, answer.status_code))
        if answer.status_code == 302 and "/sign-in" not in answer.location:
            reached.append((rule.endpoint, answer.location))
    assert not reached, f"A stranger got something else than the way to sign in: {reached}"


def test_a_stranger_cannot_write_where_not_public(app, client):
    reached = []
    for rule in app.url_map.iter_rules():
        if rule_of(rule.endpoint) is public:
            continue
        for method in rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
            status = client.open(address_of(rule), method=method).status_code
            if status not in (403, 404):
                reached.append((rule.endpoint, method, status))
    assert not reached, f"A stranger's request was not refused: {reached}"


def test_a_view_without_marker_is_refused(app, monkeypatch):
    monkeypatch.setitem(app.view_functions, "site.index", lambda **_: "never shown")
    assert app.test_client().get("/sv/").status_code == 403


@pytest.mark.parametrize("path", ["/sv/nothing", "/de/", "/staff/nothing"])
def test_an_address_that_does_not_exist_answers_404(client, path):
    assert client.get(path).status_code == 404
