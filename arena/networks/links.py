"""Links of invitations and applications: made anew for each mail, and kept as a hash only."""

from __future__ import annotations

from arena import tokens
from arena.networks.models import Admission


def admission_token(admission: Admission) -> str:
    """Return the secret of an invitation or an application; a new round revokes it."""
    return tokens.derived("network-admission", admission.id, admission.round)
