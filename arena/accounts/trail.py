"""The words of accounts in the audit trail, and the names of those who act."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from arena.accounts.queries import name_users
from arena.accounts.words import ROLE_NAMES
from arena.audit.words import Details, Record, listed, unsaid

RECORDS = {"users": Record(_l("User"), "accounts_staff.show", "user_id", name_users)}
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
_MEANS = {"password": _l("with a password"), "link": _l("with a mailed link")}
_FIELDS = {
    "name": _l("Name"),
    "phone": _l("Phone"),
    "language": _l("Language"),
}
DETAILS: Details = {
    "accounts.role": lambda role, detail: ROLE_NAMES.get(role, role),
    "accounts.from": lambda role, detail: _("before: %(role)s", role=ROLE_NAMES.get(role, role)),
    "accounts.to": lambda role, detail: _("now: %(role)s", role=ROLE_NAMES.get(role, role)),
    "accounts.with": lambda means, detail: _MEANS.get(means, means),
    "accounts.sessions_ended": lambda count, detail: _sessions(count),
    "accounts.sessions": lambda count, detail: _sessions(count),
    "accounts.session": unsaid,
    "accounts.link": unsaid,
    "accounts.links": lambda count, detail: ngettext("%(num)d link", "%(num)d links", count),
    "accounts.changed": listed(_FIELDS),
    "accounts.first": lambda is_first, detail: _("the first one") if is_first else None,
    "accounts.known": lambda is_known, detail: _("nobody has an account with that address"),
    "accounts.mailed": lambda is_mailed, detail: _("not sent: too many in an hour"),
}


def _sessions(count: int) -> str | None:
    words = ngettext("%(num)d session ended", "%(num)d sessions ended", count)
    return str(words) if count else None
