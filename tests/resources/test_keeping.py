"""The register of rooms, sites, equipment and hosts, and its trail."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from arena import db
from arena.accounts.models import Role
from arena.audit.models import WORKER, AuditEntry
from arena.resources.models import ResourceKind
from arena.resources.services import (
    HostSkills,
    ResourceFacts,
    ResourceTaken,
    Use,
    create_host,
    create_resource,
    reopen_resource,
    retire_resource,
    update_host,
    update_resource,
)
from arena.resources.services.errors import CodeTaken, HostAlready, UnitsInUse
from arena.scheduling.services import cancel, schedule
from tests.cast import event_facts, make_user
from tests.conftest import NOW

HOUR = timedelta(hours=1)
SKILLS = HostSkills(languages=["sv", "de"], topics=["energy"])


def facts(code="GV", **changes):
    return ResourceFacts(
        **({"code": code, "name_sv": "Gasverket", "name_en": "Gasverket"} | changes)
    )


def add(code="GV", **changes):
    return create_resource(ResourceKind.SITE, facts(code, **changes), by=WORKER)


def book(resource, starts_at=NOW + HOUR):
    use = Use(resource_id=resource.id, starts_at=starts_at, ends_at=starts_at + HOUR)
    return schedule(event_facts(starts_at), uses=[use], by=WORKER)


def acts():
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_resource_is_kept_with_its_units_and_its_trail(app):
    with db.transaction():
        site = add(units=2, capacity=40)
    with db.transaction():
        update_resource(site, facts(capacity=30, units=3), by=WORKER)
        retire_resource(site, by=WORKER)
    assert (site.capacity, len(site.open_units), site.is_retired) == (30, 3, True)
    with db.transaction():
        reopen_resource(site, by=WORKER)
    assert not site.is_retired
    assert acts() == [
        "resources.create",
        "resources.update",
        "resources.retire",
        "resources.reopen",
    ]


def test_a_code_is_given_once(app):
    with db.transaction():
        add()
        other = add("PK")
    with pytest.raises(CodeTaken), db.transaction():
        add()
    with pytest.raises(CodeTaken), db.transaction():
        update_resource(other, facts("GV"), by=WORKER)
    with db.transaction():
        update_resource(other, facts("PK", name_sv="Projektkontoret"), by=WORKER)


def test_a_closed_unit_is_not_reserved_and_keeps_what_it_had(app):
    with db.transaction():
        site = add(units=2)
        book(site, NOW - 2 * HOUR)
        update_resource(site, facts(units=1), by=WORKER)
        book(site)
    with pytest.raises(ResourceTaken), db.transaction():
        book(site)
    with db.transaction():
        update_resource(site, facts(units=2), by=WORKER)
        book(site)
    assert [unit.number for unit in site.units] == [0, 1]


def test_the_unit_that_is_not_booked_is_the_one_that_closes(app):
    with db.transaction():
        site = add(units=2)
        first = book(site)
        book(site)
    with db.transaction():
        cancel(first, by=WORKER)
        update_resource(site, facts(units=1), by=WORKER)
    assert [unit.number for unit in site.open_units] == [1]


def test_units_that_are_booked_ahead_cannot_close(app):
    with db.transaction():
        site = add(units=2)
        book(site)
        book(site)
    with pytest.raises(UnitsInUse) as refused, db.transaction():
        update_resource(site, facts(units=1), by=WORKER)
    assert (refused.value.needed, refused.value.field) == (2, "units")
    assert len(site.open_units) == 2


def test_a_host_is_a_person_with_skills_and_has_no_second_name(app):
    with db.transaction():
        user = make_user("Hedda Holm", Role.HOST)
        host = create_host(user, SKILLS, by=WORKER)
    assert (host.kind, host.host.user, host.clearup_minutes) == ("host", user, 30)
    assert "Hedda" not in host.name_sv + host.name_en + host.code
    with db.transaction():
        update_host(host, HostSkills(languages=["sv"], topics=[], max_per_day=1), by=WORKER)
    assert (host.host.languages, host.host.max_per_day) == (["sv"], 1)
    assert acts() == ["resources.create_host", "resources.update_host"]


def test_nobody_is_two_hosts(app):
    with db.transaction():
        user = make_user("Hedda Holm", Role.HOST)
        create_host(user, SKILLS, by=WORKER)
    with pytest.raises(HostAlready), db.transaction():
        create_host(user, SKILLS, by=WORKER)
