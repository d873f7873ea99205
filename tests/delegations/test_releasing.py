"""Releasing versions: what is kept, what is told and to whom, and who has seen it."""

from datetime import timedelta

import pytest

from arena import clock, db
from arena.audit.models import GUESTS
from arena.delegations.guest_links import guest_token
from arena.delegations.models import (
    AskState,
    DelegationRole,
    DelegationState,
    ItemParty,
    Release,
    RoleName,
)
from arena.delegations.queries.ending import list_told
from arena.delegations.queries.links import LinkStanding, find_link, list_links, standing_of
from arena.delegations.queries.programmes import list_items, read_programme
from arena.delegations.queries.releases import find_last_release, list_releases, read_draft
from arena.delegations.rules.snapshots import Changes, Snapshot
from arena.delegations.services.asking import note_question
from arena.delegations.services.building import change_item, remove_item
from arena.delegations.services.ending import call_off
from arena.delegations.services.errors.releasing import (
    EmptyProgramme,
    HasLink,
    NotAllSaidYes,
    NothingNew,
)
from arena.delegations.services.linking import (
    add_link,
    ask_leader,
    erase_links,
    renew_link,
    revoke_link,
)
from arena.delegations.services.releasing import forget_people, mark_seen, release
from arena.events.models import EventStatus
from arena.messages.models import Message
from tests.cast import make_user
from tests.conftest import NOW
from tests.delegations.cast import item_facts, make_delegation, make_item, somebody

INTERPRETER = {"name": "Ines Interpreter", "email": "ines@example.org", "language": "sv"}


@pytest.fixture(autouse=True)
def _now():
    with clock.travel(NOW):
        yield


@pytest.fixture
def by(app):
    with db.transaction():
        return somebody()


@pytest.fixture
def delegation(by):
    with db.transaction():
        made = make_delegation(contact_phone="+441632960001")
        made.roles.append(DelegationRole(role=RoleName.INTERPRETER, **INTERPRETER))
        made.roles.append(
            DelegationRole(role=RoleName.DAY_LEAD, name="Dag", phone="+46701740605", email="")
        )
        for minutes in (30, 45):
            make_item(made, by, minutes=minutes)
        return made


def do(act, *arguments, **options):
    with db.transaction():
        return act(*arguments, **options)


def mails():
    rows = db.session.query(Message).order_by(Message.id)
    return [(row.template.partition("/")[2], row.recipient_email) for row in rows]


def test_a_first_version_is_kept_whole_and_told_to_who_must_have_it(delegation, by):
    made = do(release, delegation, words="Welcome!", by=by)
    assert (made.number, delegation.state, made.is_urgent) == (1, DelegationState.RELEASED, False)
    kept = Snapshot.from_record(made.programme)
    assert kept.programme == read_programme(delegation)
    assert [lead.phone for lead in kept.day_leads] == ["+46701740605"]
    assert {item.event.status for item in list_items(delegation)} == {EventStatus.CONFIRMED}
    assert mails() == [
        ("released", "moira.alder@aldermoor.example"),
        ("released", "ines@example.org"),
    ]
    assert [link.is_leader for link in list_links(delegation)] == [True, False]


def test_a_later_version_says_what_changed_and_is_told_to_those_who_see_it(delegation, by):
    do(release, delegation, by=by)
    first, second = list_items(delegation)
    do(change_item, first, item_facts(title_sv="Omvärlden"), by=by)
    made = do(release, delegation, by=by)
    assert [each.entry.key for each in Changes.from_records(made.changes).entries] == [first.id]
    assert mails()[2:] == [("changed", "ines@example.org")]  # Only she reads Swedish.
    do(remove_item, second, by=by)
    do(release, delegation, by=by)
    assert len(mails()) == 5
    assert find_last_release(delegation).number == 3
    assert len(Snapshot.from_record(made.programme).programme.entries) == 2  # As it was.


def test_what_is_not_certain_is_released_knowingly_alone(delegation, by):
    item = list_items(delegation)[0]
    with db.transaction():
        item.parties.append(ItemParty(role="host", name="Vera Värd", state=AskState.ASKED))
    with pytest.raises(NotAllSaidYes):
        do(release, delegation, by=by)
    assert (find_last_release(delegation), delegation.state) == (None, DelegationState.PLANNING)
    assert do(release, delegation, is_known=True, by=by).had_unconfirmed
    with db.transaction():
        item.parties[0].state = AskState.YES
        note_question(item.parties[0])
    assert not read_draft(delegation).is_uncertain


def test_nothing_is_released_where_there_is_nothing_to_tell(delegation, by):
    do(release, delegation, by=by)
    with pytest.raises(NothingNew):
        do(release, delegation, by=by)
    do(release, delegation, words="Bring an umbrella.", by=by)
    assert [kind for kind, _ in mails()] == ["released"] * 2 + ["changed"] * 2
    with db.transaction():
        empty = make_delegation(contact_email="")
    with pytest.raises(EmptyProgramme):
        do(release, empty, by=by)


def test_a_late_change_is_urgent_and_staff_see_who_has_seen_it(delegation, by):
    do(release, delegation, by=by)
    item = list_items(delegation)[0]
    with clock.travel(item.event.starts_at - timedelta(hours=36)):
        do(change_item, item, item_facts(minutes=50), by=by)
        made = do(release, delegation, by=by)
        assert made.is_urgent
        leader = list_links(delegation)[0]
        do(mark_seen, made, leader, by=GUESTS)
        do(mark_seen, made, leader, by=GUESTS)
        assert [each.opened_at is not None for each in made.receipts] == [True, False]


def test_links_open_until_they_are_closed_replaced_or_over(delegation, by):
    link = do(add_link, delegation, name="Hal", email="hal@example.org", language="en", by=by)
    token = guest_token(link)
    assert find_link(token) is link
    with pytest.raises(HasLink):
        do(add_link, delegation, name="Hal", email="hal@example.org", language="en", by=by)
    do(renew_link, link, by=by)
    assert (find_link(token), find_link(guest_token(link))) == (None, link)
    last = delegation.ends_on + timedelta(days=30)
    assert clock.date_of(link.expires_at - timedelta(seconds=1)) == last
    with clock.travel(link.expires_at):
        assert standing_of(link) is LinkStanding.EXPIRED
    do(revoke_link, link, by=by)
    assert standing_of(link) is LinkStanding.REVOKED
    assert do(erase_links, [link.id], by) == 0
    with clock.travel(link.expires_at + timedelta(days=91)):
        assert do(erase_links, [link.id], by) == 1
    assert db.session.query(Release).count() == 0


def test_the_leader_is_asked_and_who_follows_is_told_that_it_ended(delegation, by):
    link = do(ask_leader, delegation, by=by)
    assert (link.is_leader, mails()) == (True, [("link", delegation.contact_email)])
    do(revoke_link, link, by=by)
    do(ask_leader, delegation, by=by)
    assert standing_of(link) is LinkStanding.LIVE
    with db.transaction():
        lead = make_user("Dag Ansvarig")
        delegation.roles += [
            DelegationRole(role=RoleName.DAY_LEAD, name="Dag Ansvarig", user=lead),
            DelegationRole(role=RoleName.DRIVER, name="Disa Duva", email="disa@bus.example"),
            DelegationRole(role=RoleName.PHOTOGRAPHER, name="Fia Foto"),
        ]
    do(release, delegation, by=by)
    closed = next(link for link in list_links(delegation) if not link.is_leader)
    do(revoke_link, closed, by=by)
    assert {each.name for each in list_told(delegation)} > {lead.name, "Disa Duva", "Fia Foto"}
    before = len(mails())
    do(call_off, delegation, "A storm.", by=by)
    assert sorted(mails()[before:]) == [
        ("called_off", delegation.contact_email),
        *sorted(
            ("guests_off", address)
            for address in (INTERPRETER["email"], lead.email, "disa@bus.example")
        ),
    ]


def test_people_are_forgotten_while_versions_stay(delegation, by):
    item = list_items(delegation)[0]
    with db.transaction():
        item.parties.append(ItemParty(role="host", name="Vera Värd", state=AskState.YES))
        note_question(item.parties[0])
    do(release, delegation, words="Ask for Vera.", by=by)
    do(change_item, item, item_facts(minutes=50), by=by)
    with pytest.raises(NotAllSaidYes):  # Vera has said yes to half an hour.
        do(release, delegation, by=by)
    made = do(release, delegation, is_known=True, by=by)
    assert "Vera" in f"{made.programme} {made.changes}"
    do(forget_people, delegation)
    kept = [f"{each.programme} {each.changes} {each.words}" for each in list_releases(delegation)]
    assert all("Vera" not in each and "Dag" not in each for each in kept)
    assert [
        len(Changes.from_records(each.changes).entries) for each in list_releases(delegation)
    ] == [0, 2]
