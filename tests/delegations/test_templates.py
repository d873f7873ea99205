"""Templates: the house's own can be used for every type, and a programme can be kept as one."""

from datetime import time, timedelta

import pytest

from arena import clock, db
from arena.audit.models import COMMAND
from arena.delegations.models import DelegationType, ItemKind
from arena.delegations.queries.programmes import list_items
from arena.delegations.queries.templates import get_template, list_templates
from arena.delegations.rules.template_library import LIBRARY
from arena.delegations.rules.templates import read_items
from arena.delegations.services.catalogue import create_stop
from arena.delegations.services.templates import apply_template, save_template
from tests.cast import make_resource, make_user, sign_in
from tests.delegations.cast import DAY, make_delegation, make_item, somebody
from tests.delegations.test_catalogue import facts

LATER = DAY + timedelta(days=1)


def lines(delegation):
    db.session.rollback()
    return [
        (item.day, item.event.starts_at.astimezone(clock.zone()).time(), item.title_sv)
        for item in list_items(delegation)
    ]


def test_each_type_has_a_template_that_can_be_kept_and_read():
    assert {each.type for each in LIBRARY} == set(DelegationType)
    for each in LIBRARY:
        assert {item.kind for item in each.items} <= set(ItemKind)
        assert all(item.title_sv and item.title_en and item.minutes for item in each.items)
        assert read_items([item.to_record() for item in each.items]) == each.items


def test_the_houses_template_fills_two_days_and_leaves_out_a_third(app):
    with db.transaction():
        two, by = make_delegation(ends_on=LATER), somebody()
        one = make_delegation(name="Lövsund")
        for delegation in (two, one):
            template = get_template("technical")
            apply_template(delegation, template, first_day=DAY, may_add=False, by=by)
    assert lines(two)[0] == (DAY, time(13), "Kravkedjan från programhandling till drift")
    assert lines(two)[5] == (LATER, time(8, 30), "Platsbesök med minibuss")
    assert len(lines(one)) == 5


def test_a_template_parts_and_joins_groups(app):
    with db.transaction():
        delegation = make_delegation(size=46)
        template = get_template("academic")
        apply_template(delegation, template, first_day=DAY, may_add=False, by=somebody())
    assert [group.name for group in delegation.groups] == ["A", "B"]
    assert [start for _, start, _ in lines(delegation)] == [
        time(10),
        time(10, 10),
        time(10, 30),
        time(12),
    ]


def test_a_programme_is_kept_and_used_again_with_its_stops(app):
    with db.transaction():
        place = make_resource("N2", "site")
        stop = create_stop(facts(place, receiver_name="Mats Frisk"), by=COMMAND)
        first, by = make_delegation(), somebody()
        make_item(first, by, title_sv="Energi", stop_key=f"stop:{stop.id}", place_id=place.id)
        kept = save_template(first, kind="technical", title_sv="Vår", title_en="Ours", by=by)
        second = make_delegation(name="Lövsund")
        template = get_template(str(kept.id))
        apply_template(second, template, first_day=DAY, may_add=False, by=by)
    item = list_items(second)[0]
    assert (item.stop_key, item.wants[0].resource_id) == (f"stop:{stop.id}", place.id)
    assert [party.name for party in item.parties] == ["Mats Frisk"]
    assert list_templates("technical")[0].title_en == "Ours"


@pytest.fixture
def planner(client):
    with db.transaction():
        alice = make_user()
    return sign_in(client, alice)


def test_staff_use_keep_rename_and_remove_templates(planner):
    with db.transaction():
        delegation = make_delegation()
    base = f"/staff/delegations/{delegation.reference}"
    assert "Politisk delegation, en dag" in planner.get(f"{base}/templates").text
    used = {"first_day": DAY.isoformat(), "version": str(delegation.version)}
    assert planner.post(f"{base}/templates/political", data=used).status_code == 302
    again = {**used, "version": str(delegation.version + 1)}
    refused = planner.post(f"{base}/templates/political", data=again)
    assert refused.status_code == 400
    assert "Något är redan planerat" in refused.text
    named = {"title_sv": "Vår dag", "title_en": "Our day", "kind": "political"}
    page = planner.post(f"{base}/save-template", data=named, follow_redirects=True)
    assert "Rundabordssamtal" in page.text
    key = list_templates()[0].key
    renamed = {**named, "title_sv": "Vår andra dag"}
    planner.post(f"/staff/delegations/templates/{key}/edit", data=renamed)
    assert "Vår andra dag" in planner.get("/staff/delegations/templates/").text
    planner.post(f"/staff/delegations/templates/{key}/remove")
    assert planner.get(f"/staff/delegations/templates/{key}").status_code == 404
