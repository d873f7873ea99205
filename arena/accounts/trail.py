"""The words of accounts in the audit trail, and the names of those who act."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from arena import db
from arena.accounts.models import User
from arena.audit.words import Record

RECORDS = {"users": Record(_l("User"), "accounts_staff.show", "user_id")}
ACTS = {
    "accounts.sign_in": _l("Signed in"),
    "accounts.sign_out": _l("Signed out"),
    "accounts.sign_out_elsewhere": _l("Signed out everywhere else"),
    "accounts.request_link": _l("Asked for a sign-in link, which was not sent"),
    "accounts.issue_sign_in_link": _l("Was sent a sign-in link"),
    "accounts.issue_invitation_link": _l("Sent an invitation"),
    "accounts.update_profile": _l("Changed their details"),
    "accounts.change_password": _l("Changed their password"),
    "accounts.add_user": _l("Added a user"),
    "accounts.change_role": _l("Changed a role"),
    "accounts.close_account": _l("Closed an account"),
    "accounts.reopen_account": _l("Opened an account again"),
    "accounts.erase_sessions": _l("Erased old sessions"),
    "accounts.erase_links": _l("Erased old sign-in links"),
}


def name_users(numbers: Collection[int]) -> Mapping[int, str]:
    """Return the names of users by their numbers; who is no longer known is left out."""
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(numbers)))
    return {row.id: row.name for row in rows}
