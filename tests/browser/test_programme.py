"""A delegation's programme in a real browser: built, carried by mouse and by keys, in conflict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from arena import db
from arena.audit.models import WORKER
from arena.delegations.models import Delegation
from arena.delegations.queries.programmes import list_items
from arena.delegations.services.grouping import add_group
from arena.resources.services import Use
from arena.scheduling.services import schedule
from tests.cast import event_facts, make_resource
from tests.delegations.cast import DAY, make_delegation, make_item

pytestmark = pytest.mark.browser


@pytest.fixture
def delegation(house) -> Delegation:
    with db.transaction():
        room = make_resource("PK", capacity=18)
        start = datetime(2026, 12, 10, 9, tzinfo=UTC)  # 10.00 in Stockholm.
        uses = [Use(resource_id=room.id, starts_at=start, ends_at=start + timedelta(hours=1))]
        schedule(
            event_facts(starts_at=start, ends_at=uses[0].ends_at, title_en="Board meeting"),
            uses=uses,
            by=WORKER,
        )
        delegation = make_delegation(ends_on=DAY + timedelta(days=1))
        add_group(delegation, "Energy", None, by=WORKER)
        make_item(delegation, WORKER, title_en="Welcome", place_id=room.id)
        make_item(delegation, WORKER, title_en="Walk")
    return delegation


def order(delegation: Delegation) -> list[tuple[str, int, bool]]:
    """Return each item's title, its day counted from the first, and whether it is for a group."""
    db.session.rollback()
    db.session.expire_all()
    items = list_items(delegation)
    return [(item.title_en, (item.day - DAY).days, item.group_id is not None) for item in items]


def item(page: Page, title: str) -> Locator:
    return page.locator(f"[data-item][data-title='{title}']")


def grip(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Move {title}", exact=True)


def test_a_programme_is_built_carried_about_and_tells_what_is_in_the_way(page, sign_in, delegation):
    sign_in("alice")
    page.goto(f"/staff/delegations/{delegation.reference}/programme")
    page.get_by_role("link", name="Add an item").click()
    page.get_by_role("link", name="Lunch", exact=True).click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("“Lunch” is in the programme.")).to_be_visible()
    says = page.locator("[data-programme-says]")

    # By mouse: lunch before the welcome, which is then in the way of a meeting in its room.
    below = grip(page, "Lunch").bounding_box()
    above = item(page, "Welcome").bounding_box()
    page.mouse.move(below["x"] + 5, below["y"] + 5)
    page.mouse.down()
    page.mouse.move(above["x"] + 40, above["y"] + 30)
    page.mouse.move(above["x"] + 40, above["y"] + 4)
    expect(page.locator(".programme-drop")).to_have_text(
        "first on Thursday 10 December 2026, for everybody"
    )
    page.mouse.up()
    expect(says).to_contain_text("Moved. 2 other items have new times.")
    expect(grip(page, "Lunch")).to_be_focused()
    expect(item(page, "Welcome")).to_contain_text("Place PK is taken then, by Board meeting")
    expect(item(page, "Welcome")).to_contain_text("not held")
    assert [title for title, *_ in order(delegation)] == ["Lunch", "Welcome", "Walk"]

    # By keys: down past all of the day to the next, for the group; Escape leaves all as it was.
    grip(page, "Lunch").press("Enter")
    expect(says).to_contain_text("“Lunch” is picked up.")
    grip(page, "Lunch").press("ArrowDown")
    expect(says).to_have_text("after “Welcome” on Thursday 10 December 2026, for everybody")
    grip(page, "Lunch").press("Escape")
    expect(says).to_have_text("“Lunch” is back where it was.")
    grip(page, "Lunch").press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"):
        grip(page, "Lunch").press(key)
    expect(says).to_have_text("first on Friday 11 December 2026, Energy")
    grip(page, "Lunch").press("Enter")
    expect(says).to_contain_text("Moved.")
    assert order(delegation) == [("Welcome", 0, False), ("Walk", 0, False), ("Lunch", 1, True)]
    expect(item(page, "Welcome").get_by_text("held for us")).to_be_visible()

    # A colleague was quicker: nothing of this is done, and it is said what they did.
    with db.transaction():
        make_item(db.session.get_one(Delegation, delegation.id), WORKER, title_en="Photo")
    item(page, "Walk").get_by_role("button", name="Earlier").click()
    expect(says).to_contain_text("Changed meanwhile")
    expect(page.locator(".notice li")).to_contain_text("Added to the programme: Photo")
    item(page, "Walk").get_by_role("button", name="Earlier").click()
    expect(says).to_contain_text("Moved.")
    assert [title for title, *_ in order(delegation)][:2] == ["Walk", "Welcome"]
