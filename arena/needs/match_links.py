"""Links in mails about matches."""

from __future__ import annotations

from arena import tokens


def stop_token(user_id: int) -> str:
    """Return the secret of the link that ends mails about matches: it does nothing else."""
    return tokens.derived("needs.matches.stop", user_id)
