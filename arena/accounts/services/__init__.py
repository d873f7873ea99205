"""Acts on accounts: signing in and out, mailed links, users, and a person's own page."""

from arena.accounts.services.links import (
    LinkSpent,
    issue_link,
    link_issued,
    link_token,
    request_link,
    use_link,
)
from arena.accounts.services.own import change_password, update_profile
from arena.accounts.services.sessions import (
    SignInRefused,
    end_other_sessions,
    end_session,
    open_session,
    touch_session,
)
from arena.accounts.services.users import (
    AddressTaken,
    LastAdministrator,
    NotYourself,
    add_user,
    change_role,
    close_account,
    invite_user,
    reopen_account,
    resend_invitation,
    rights_changed,
)

__all__ = [
    "AddressTaken",
    "LastAdministrator",
    "LinkSpent",
    "NotYourself",
    "SignInRefused",
    "add_user",
    "change_password",
    "change_role",
    "close_account",
    "end_other_sessions",
    "end_session",
    "invite_user",
    "issue_link",
    "link_issued",
    "link_token",
    "open_session",
    "reopen_account",
    "request_link",
    "resend_invitation",
    "rights_changed",
    "touch_session",
    "update_profile",
    "use_link",
]
