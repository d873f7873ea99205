"""Reading in a spreadsheet of 500 participants, as staff send it, until the list is shown again."""

from __future__ import annotations

import io
import time

import xlsxwriter

from arena import db
from arena.delegations.models import Delegation, Participant
from tests.benchmarks import figures
from tests.cast import make_user, sign_in
from tests.delegations.cast import make_delegation

PEOPLE = 500
TARGET_SECONDS = 3


def test_five_hundred_participants_are_read_in_within_three_seconds(app, client, database):
    with db.transaction():
        delegation = make_delegation(size=PEOPLE)
        staff = make_user("Stina Staff")
    sign_in(client, staff)
    path = f"/staff/delegations/{delegation.reference}/participants"
    seconds = [read_in(client, delegation, path) for _ in range(3)]
    work = f"reading in {PEOPLE} participants from a spreadsheet"
    assert figures.tell_at_most(database, work, max(seconds), TARGET_SECONDS, "s")


def read_in(client, delegation: Delegation, path: str) -> float:
    """Send the list, see it, and return how many seconds that took."""
    file = (io.BytesIO(spreadsheet()), "lista.xlsx")
    began = time.perf_counter()
    answer = client.post(
        f"{path}/list", data={"mode": "whole", "file": file}, follow_redirects=True
    )
    took = time.perf_counter() - began
    assert answer.status_code == 200
    db.session.rollback()
    held = db.session.query(Participant).filter_by(delegation_id=delegation.id).count()
    assert held == PEOPLE
    return took


def spreadsheet() -> bytes:
    """Return a list of 500 people, every third with a number."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Name", "Title", "Organisation", "Precedence"])
        for number in range(1, PEOPLE + 1):
            row = [f"Person {number} Öberg", "Head of unit", "City of Aldermoor"]
            sheet.write_row(number, 0, [*row, number if number % 3 == 0 else ""])
    return content.getvalue()
