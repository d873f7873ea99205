"""Every page, as every role sees it: axe finds nothing, and nothing scrolls sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from tests.browser.addresses import addresses_of, without_sample
from tests.browser.looks import faults
from tests.browser.scene import Scene, build

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(house) -> Scene:
    return build(house)


def look_at_all(page: Page, paths: list[str]) -> None:
    """Open each page at both widths, and say what is wrong with any of them."""
    wrong = []
    for path in paths:
        answer = page.goto(path)
        assert answer is not None
        if answer.status != 200 or not answer.url.endswith(path):
            wrong.append(f"{path} is not shown: {answer.status} {answer.url}")
        else:
            wrong += faults(page)
    assert not wrong, "\n".join(["", *wrong])


def test_every_page_is_looked_at(app):
    missing = without_sample(app)
    assert not missing, (
        f"No browser test looks at {missing}: give each a line in SAMPLES in "
        "tests/browser/addresses.py, and let tests/browser/scene.py make what it shows; "
        "or name it in NOT_PAGES if it is no page for people to read."
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_public_pages(app, page, scene, language):
    with app.test_request_context():
        paths = list(addresses_of(app, scene, language=language))
    look_at_all(page, paths)


@pytest.mark.parametrize("name", ["arvid", "dana", "hedda", "petra"])
def test_pages_of_a_role(app, page, scene, sign_in, name):
    person = db.session.scalars(select(User).where(User.email == f"{name}@arena.example")).one()
    with app.test_request_context():
        paths = list(addresses_of(app, scene, person))
    sign_in(name)
    look_at_all(page, paths)
