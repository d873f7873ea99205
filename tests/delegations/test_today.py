"""What the staff's page of today says of delegations."""

from datetime import timedelta

from arena import clock, db
from arena.accounts.models import Role
from arena.audit.models import Actor
from arena.delegations.models import AskState, ItemParty
from arena.delegations.services.tasks import TaskFacts, add_task
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.delegations.cast import make_delegation, make_item
from tests.delegations.enquiries import enquired
from tests.pages import links, words


def test_today_says_who_is_here_what_waits_and_what_is_late(app, client):
    with clock.travel(NOW):
        today = clock.today()
        with db.transaction():
            alice, anna = make_user(), make_user("Anna Analytiker", Role.ANALYST)
            here = make_delegation(
                name="Tallåsen", starts_on=today, ends_on=today, coordinator_id=alice.id
            )
            coming = make_delegation(name="Vassbäck")
            silent = {"state": AskState.ASKED, "answer_by": NOW, "email": "hedda@example.org"}
            make_item(coming).parties = [
                ItemParty(role="host", name="Hedda Holm", **silent) for _ in range(2)
            ]
            late = TaskFacts(title_sv="B", title_en="B", due_on=today - timedelta(days=1))
            add_task(here, late, by=Actor.user(alice.id))
        new = enquired(name="Lövsund")
        address = "/staff/delegations"
        places = {
            f"/host/delegation-day/{here.reference}",
            f"{address}/{new.reference}/vetting",
            f"{address}/{coming.reference}/people",
            f"{address}/tasks",
        }
        page = sign_in(client, alice).get("/staff/")
        assert places <= set(links(page))
        assert "1 har inte svarat i tid" in words(page)
        read = links(sign_in(client, anna).get("/staff/"))
        assert f"{address}/{here.reference}" in read
        assert not places & set(read)
