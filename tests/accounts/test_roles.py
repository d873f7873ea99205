"""Route by role: who reaches which page of accounts, directory and audit trail."""

from datetime import date

import pytest
from sqlalchemy import func, select

from arena import db
from arena.accounts import policy
from arena.accounts.models import Role
from arena.accounts.sessions import Stranger
from arena.audit.models import COMMAND, AuditEntry
from arena.audit.policy import may_read_audit
from arena.directory import policy as directory_policy
from arena.directory.models import DoublePair, OrganisationType, RelationKind
from arena.directory.services import (
    OrganisationFacts,
    PersonFacts,
    RelationFacts,
    add_person,
    add_tag,
    create_organisation,
    relate,
)
from arena.directory.services.importing.acts import create_import
from arena.directory.services.merging import mark, merge_organisations
from arena.web.access import public, rule_of
from tests.cast import make_user, sign_in
from tests.conftest import NOW

STRANGER = None
EVERYBODY = {*Role}
STAFF = {Role.ADMIN, Role.COORDINATOR, Role.HOST, Role.ANALYST}
PLANNERS = {Role.ADMIN, Role.COORDINATOR}
ADMINS = {Role.ADMIN}

# Each view that is not public: who may reach it.
REACH = {
    "accounts.workplace": EVERYBODY,
    "accounts.profile": EVERYBODY,
    "accounts.edit_profile": EVERYBODY,
    "accounts.choose_language": EVERYBODY,
    "accounts.change_password": EVERYBODY,
    "accounts.welcome": EVERYBODY,
    "accounts.end_session": EVERYBODY,
    "accounts.end_other_sessions": EVERYBODY,
    "accounts_staff.index": ADMINS,
    "accounts_staff.invite": ADMINS,
    "accounts_staff.show": ADMINS,
    "accounts_staff.change_role": ADMINS,
    "accounts_staff.close": ADMINS,
    "accounts_staff.reopen": ADMINS,
    "accounts_staff.resend_invitation": ADMINS,
    "audit.index": ADMINS,
    "audit.check": ADMINS,
    "directory.index": STAFF,
    "directory.show": STAFF,
    "directory.person": STAFF,
    "directory.create": PLANNERS,
    "directory.edit": PLANNERS,
    "directory.add_person": PLANNERS,
    "directory.add_role": PLANNERS,
    "directory.edit_person": PLANNERS,
    "directory.end_role": PLANNERS,
    "directory.set_manager": PLANNERS,
    "directory.find": STAFF,
    "directory.people": STAFF,
    "directory.history": STAFF,
    "directory.person_history": STAFF,
    "directory.tags": STAFF,
    "directory.searches": STAFF,
    "directory.save_search": STAFF,
    "directory.edit_search": STAFF,
    "directory.remove_search": STAFF,
    "directory.audience": PLANNERS,
    "directory.describe": PLANNERS,
    "directory.relate": PLANNERS,
    "directory.end_relation": PLANNERS,
    "directory.remove_relation": PLANNERS,
    "directory.origin": PLANNERS,
    "directory.withdraw": PLANNERS,
    "directory.languages": PLANNERS,
    "directory.tag_organisation": PLANNERS,
    "directory.tag_person": PLANNERS,
    "directory.rename_tag": PLANNERS,
    "directory.merge_tag": PLANNERS,
    "directory.remove_tag": PLANNERS,
    "directory.choose_doubles": PLANNERS,
    "directory.choose_organisation": PLANNERS,
    "directory.choose_rows": PLANNERS,
    "directory.columns": PLANNERS,
    "directory.drop_import": PLANNERS,
    "directory.export": STAFF,
    "directory.imports": PLANNERS,
    "directory.new_import": PLANNERS,
    "directory.save_import": PLANNERS,
    "directory.show_import": PLANNERS,
    "directory.undo_import": PLANNERS,
    "directory.choose_person": PLANNERS,
    "directory.doubles": PLANNERS,
    "directory.join_doubles": PLANNERS,
    "directory.look_for_doubles": PLANNERS,
    "directory.merge": PLANNERS,
    "directory.merge_organisations": PLANNERS,
    "directory.merge_people": PLANNERS,
    "directory.merges": PLANNERS,
    "directory.part_doubles": PLANNERS,
    "directory.undo_merge": PLANNERS,
}
PUBLIC = {
    "accounts.sign_in",
    "accounts.request_link",
    "accounts.link_sent",
    "accounts.open_link",
    "accounts.sign_out",
}

# Records that an act before may have taken away: then who may open their pages finds nothing.
MAY_BE_GONE = ("relation_id", "tag_id", "search_id")


def ours(app):
    names = {"accounts", "accounts_staff", "audit", "directory"}
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.partition(".")[0] in names]


def filled(rule):
    """The address of a rule for records that exist: each has the number 1 in an empty database."""
    address = rule.rule.replace("<lang>", "sv").replace("<token>", "x")
    for name in (
        "user_id",
        "session_id",
        "organisation_id",
        "person_id",
        "role_id",
        "other_id",
        "pair_id",
        "merge_id",
        "import_id",
    ):
        address = address.replace(f"<int:{name}>", "1")
    for name in MAY_BE_GONE:
        address = address.replace(f"<int:{name}>", "1")
    return address.replace("<fact>", "phone").replace("<subject>", "people")


@pytest.fixture
def records(app):
    """One of each record, all with the number 1: the user with it belongs to nobody here."""
    with db.transaction():
        make_user("Ove Olsson")
        organisation = create_organisation(
            OrganisationFacts("Norrskär Energi AB", OrganisationType.UTILITY), by=COMMAND
        )
        facts = PersonFacts("Åsa Ask", "asa@norrskar.example", "+46701740605")
        add_person(facts, organisation, title="Chef", starts_on=date(2026, 1, 1), by=COMMAND)
        add_tag("Värd", by=COMMAND)
        region = create_organisation(
            OrganisationFacts("Region Mellanvik", OrganisationType.MUNICIPALITY), by=COMMAND
        )
        relate(organisation, region, RelationFacts(RelationKind.OWNS), by=COMMAND)
        other, double = (
            create_organisation(OrganisationFacts(name, OrganisationType.UTILITY), by=COMMAND)
            for name in ("Norrskärs energi", "Norrskärs elverk")
        )
        merge_organisations(other.id, double.id, taken=(), seen=mark(other, double), by=COMMAND)
        create_import("lista.csv", ["Organisation"], [(2, ["Granbacken"])], by=COMMAND)
        db.session.add(
            DoublePair(
                first_organisation_id=organisation.id,
                second_organisation_id=other.id,
                grounds=["name"],
                score=90,
                fingerprint="",
                found_at=NOW,
            )
        )


def test_every_view_is_in_the_matrix(app):
    assert {rule.endpoint for rule in ours(app)} == {*REACH, *PUBLIC}
    assert {rule.endpoint for rule in ours(app) if rule_of(rule.endpoint) is public} == PUBLIC


@pytest.mark.parametrize("role", [STRANGER, *Role])
def test_each_role_reaches_its_pages_and_no_others(app, records, client, role):
    user = None
    if role is not STRANGER:
        with db.transaction():
            user = make_user("Alice Alm", role)
    wrong = []
    for rule in ours(app):
        if rule.endpoint in PUBLIC:
            continue
        for method in rule.methods & {"GET", "POST"}:
            if user is not None:
                sign_in(client, user)  # Anew, since one of the acts ends a session.
            status = client.open(filled(rule), method=method).status_code
            if role is STRANGER:
                expected = {302} if method == "GET" else {403}
            elif role not in REACH[rule.endpoint]:
                expected = {403}
            else:
                # An empty form is explained; the session with number 1 is one's own.
                expected = {200, 302} if method == "GET" else {302, 400}
                if rule.arguments & {*MAY_BE_GONE, "fact"}:
                    expected |= {404}
            if status not in expected:
                wrong.append((method, rule.endpoint, status))
    assert wrong == []


@pytest.mark.parametrize("role", [STRANGER, *Role])
def test_getting_a_page_writes_nothing(app, records, client, role):
    if role is not STRANGER:
        with db.transaction():
            user = make_user("Alice Alm", role)
        sign_in(client, user)
    tables = db.Base.metadata.sorted_tables

    def contents():
        db.session.rollback()
        return {
            table.name: [tuple(row) for row in db.session.execute(table.select())]
            for table in tables
        }

    before = contents()
    db.session.rollback()
    for rule in ours(app):
        if "GET" in rule.methods:
            client.get(filled(rule))
            client.head(filled(rule))
    assert contents() == before


def test_an_analyst_sees_no_contact_details(app, records):
    shown = {}
    for role in STAFF:
        with db.transaction():
            user = make_user(f"{role} Alm", role)
        client = sign_in(app.test_client(), user)
        page = client.get("/staff/directory/1").text + client.get("/staff/directory/people/1").text
        assert "Åsa Ask" in page
        shown[role] = "asa@norrskar.example" in page or "070-174" in page
    assert shown == {role: role is not Role.ANALYST for role in STAFF}


def test_a_stranger_is_refused_by_every_policy():
    for module in (policy, directory_policy):
        predicates = [f for name, f in vars(module).items() if name.startswith(("may_", "is_"))]
        assert predicates
        assert not any(predicate(Stranger()) for predicate in predicates)
    assert not may_read_audit(Stranger())


def test_the_audit_trail_knows_the_administrators_role():
    for role in Role:
        person = Stranger()
        person.role = role
        assert may_read_audit(person) is (role is Role.ADMIN)


def test_what_is_refused_writes_no_line(app, records, client):
    with db.transaction():
        user = make_user("Petra Palm", Role.PARTNER)
    sign_in(client, user)
    count = select(func.count()).select_from(AuditEntry)
    before = db.session.scalar(count)
    db.session.rollback()
    for rule in ours(app):
        if "POST" in rule.methods and Role.PARTNER not in REACH.get(rule.endpoint, EVERYBODY):
            client.post(filled(rule))
    assert db.session.scalar(count) == before
