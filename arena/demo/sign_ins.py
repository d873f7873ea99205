"""The five people who can sign in to the demo arena."""

from __future__ import annotations

from dataclasses import dataclass

from arena.accounts.models import Role
from arena.accounts.passwords import hash_password
from arena.accounts.services import add_user
from arena.audit.models import COMMAND

PASSWORD = "arena-demo"  # noqa: S105 - it is shown on the sign-in page of the demo arena


@dataclass(frozen=True)
class SignIn:
    """One of them: the address says the role."""

    email: str
    name: str
    role: Role


SIGN_INS = (
    SignIn("admin@arena.example", "Astrid Ekholm", Role.ADMIN),
    SignIn("coordinator@arena.example", "Karin Lindqvist", Role.COORDINATOR),
    SignIn("host@arena.example", "Henrik Sjögren", Role.HOST),
    SignIn("analyst@arena.example", "Amina Warsame", Role.ANALYST),
    SignIn("partner@arena.example", "Petra Nyström", Role.PARTNER),
)


def add_sign_ins() -> None:
    """Add the five, all with the same password."""
    for person in SIGN_INS:
        add_user(
            email=person.email,
            name=person.name,
            role=person.role,
            language="sv",
            by=COMMAND,
            password_hash=hash_password(PASSWORD),
        )
