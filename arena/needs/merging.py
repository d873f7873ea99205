"""What becomes of interest in needs when two organisations turn out to be one."""

from __future__ import annotations

from arena.directory.clashes import Rule, Values

_STATES = ("invited", "thanked", "shown", "withdrawn")  # The one that came furthest first.
_ITS_OWN = ("id", "need_id", "organisation_id", "shown_at", "version")


def one_interest(staying: Values, going: Values) -> Values:
    """Return what one interest of two says: the one that came further."""
    shown_at = min(staying["shown_at"], going["shown_at"])
    if _STATES.index(going["state"]) >= _STATES.index(staying["state"]):
        return {"shown_at": shown_at}
    taken = {name: value for name, value in going.items() if name not in _ITS_OWN}
    return {**taken, "shown_at": shown_at}


RULES = (
    # Who has shown interest, its need's owner alone may know.
    Rule("need_interests", combine=one_interest, is_secret=True),
    Rule("need_publishers"),
)
