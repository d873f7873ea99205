"""The demo's displays, what somebody has reported from one of them, and plan B of today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from arena import clock, db
from arena.audit.models import COMMAND, Actor
from arena.on_the_day.services import create_screen, report_fault, send_plans, settle_fault
from arena.resources.models import Resource

DOORS = {"PK": "Projektkontoret, dörren", "KR": "Kajrummet, dörren"}
FOYER = "Foajén"


def show_the_day(by: Actor) -> None:
    """Put up a screen in the foyer and two at doors; one fault waits, one is mended.

    Nobody knows their addresses any more: staff make new ones to look at.
    """
    rooms: Mapping[str, Resource] = {
        room.code: room for room in db.session.scalars(select(Resource))
    }
    now = clock.now()
    with clock.travel(now - timedelta(days=40)), db.transaction():
        create_screen(FOYER, None, by=by)
        for code, name in DOORS.items():
            create_screen(name, rooms[code], by=by)
    with clock.travel(now - timedelta(days=9)), db.transaction():
        mended = report_fault(rooms["KR"], "Fjärrkontrollen till skärmen saknar batterier.")
    with clock.travel(now - timedelta(days=8)), db.transaction():
        settle_fault(mended, is_done=True, by=COMMAND)
    with clock.travel(now - timedelta(hours=3)), db.transaction():
        report_fault(rooms["PK"], "Det kommer inget ljud från högtalaren närmast fönstret.")
    with db.transaction():
        send_plans(clock.today())
