"""Taking 50,000 organisations, and 100,000 people, out of the directory as files."""

from __future__ import annotations

import time

from arena import db
from tests.benchmarks import crowd, figures
from tests.benchmarks.conftest import application
from tests.cast import make_user, sign_in

ORGANISATIONS, PEOPLE = 50_000, 100_000


def test_the_whole_directory_is_taken_along(database, new_database):
    app = application(new_database("export"))
    app.config.update(WTF_CSRF_ENABLED=False)
    with app.app_context():
        crowd.fill(ORGANISATIONS, PEOPLE, 500)
        with db.transaction():
            staff = make_user("Stina Staff")
        client = sign_in(app.test_client(), staff)
        for subject, rows in (("organisations", ORGANISATIONS), ("people", PEOPLE)):
            for kind in ("csv", "xlsx"):
                began = time.perf_counter()
                answer = client.post(
                    f"/staff/directory/export/{subject}", data={"kind": kind, "audience": "staff"}
                )
                size = len(answer.data) / 1e6
                took = time.perf_counter() - began
                assert answer.status_code == 200
                words = f"{rows:,} {subject} as {kind}"
                figures.tell(database, words, f"{took:.1f} s, {size:.1f} MB")
        db.session.rollback()
        db.engine().dispose()
