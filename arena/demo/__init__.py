"""The demo arena, loaded through the same services that people use."""

from __future__ import annotations

from sqlalchemy import exists, select

from arena import db
from arena.accounts.models import User
from arena.demo.sign_ins import add_sign_ins


def is_empty() -> bool:
    """Tell whether nobody has been added yet: then the demo arena may be loaded."""
    return not db.session.scalar(select(exists().select_from(User)))


def load(scale: int = 1, seed: int = 1) -> None:
    """Load the demo arena into an empty database, the same one for the same `seed`."""
    with db.transaction():
        add_sign_ins()
