"""Settings: environment variables, checked once at start-up, all faults reported together."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from flask import current_app
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

EXAMPLES = {
    "ARENA_DATABASE_URL": "postgresql+psycopg://arena:secret@localhost/arena",
    "ARENA_SECRET_KEY": "a random text of at least 32 characters",
    "ARENA_BASE_URL": "https://arena.example.org",
    "ARENA_SMTP_URL": "smtp://user:password@mail.example.org:587?starttls=1",
    "ARENA_IMAP_URL": "imaps://user:password@mail.example.org/INBOX",
    "ARENA_MAIL_FROM": "Arena <arena@example.org>",
    "ARENA_TIMEZONE": "Europe/Stockholm",
    "ARENA_DEMO": "1",
    "ARENA_REDIS_URL": "redis://localhost:6379/0",
    "ARENA_OIDC_ISSUER": "https://login.example.org",
    "ARENA_OIDC_CLIENT_ID": "arena",
    "ARENA_OIDC_CLIENT_SECRET": "the secret that the issuer gave",
    "ARENA_RATE_LIMITS": "on",
    "ARENA_LOG_FORMAT": "json",
    "ARENA_METRICS_TOKEN": "a random text of at least 32 characters",
    "ARENA_OPERATOR": "Exploateringskontoret, Stockholms stad",
    "ARENA_CONTACT_EMAIL": "visits@arena.example.org",
    "ARENA_CONTACT_PHONE": "+46701740605",
}


class SettingsError(Exception):
    """One or more settings are wrong; `faults` has one line for each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Settings(BaseModel):
    """What the environment decides. Every name is `ARENA_` and the field in capitals."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    database_url: str = Field(
        default_factory=lambda: f"sqlite:///{Path('instance').resolve() / 'arena.db'}"
    )
    secret_key: str = ""
    base_url: str = "http://127.0.0.1:8000"
    smtp_url: str | None = None
    imap_url: str | None = None
    mail_from: str = "Arena <arena@localhost>"
    timezone: str = "Europe/Stockholm"
    demo: bool = False
    redis_url: str | None = None
    oidc_issuer: str | None = None
    oidc_client_id: str | None = None
    oidc_client_secret: str | None = None
    rate_limits: Literal["on", "off"] = "on"
    log_format: Literal["text", "json"] = "text"
    metrics_token: str | None = None
    operator: str = "Arena"
    contact_email: str | None = None
    contact_phone: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The arena's own time zone."""
        return ZoneInfo(self.timezone)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("must be a SQLAlchemy URL of SQLite or PostgreSQL")
        return value

    @field_validator("base_url")
    @classmethod
    def _absolute_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if (
            parts.scheme not in ("http", "https")
            or not parts.netloc
            or parts.query
            or parts.fragment
        ):
            raise ValueError("must be an http or https address without query")
        return value.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, value: str | None) -> str | None:
        if value and (
            urlsplit(value).scheme not in ("smtp", "smtps") or not urlsplit(value).hostname
        ):
            raise ValueError("must begin with smtp:// or smtps:// and name a host")
        return value or None

    @field_validator("imap_url")
    @classmethod
    def _mailbox(cls, value: str | None) -> str | None:
        if not value:
            return None
        url = urlsplit(value)
        if url.scheme not in ("imap", "imaps") or not url.hostname:
            raise ValueError("must begin with imap:// or imaps:// and name a host")
        if not url.username or not url.password:
            raise ValueError("must name a user and a password")
        if not unquote(url.path + url.query).isascii():
            raise ValueError("must name folders in ASCII")
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, value: str) -> str:
        if "@" not in parseaddr(value)[1] or any(ord(c) < 32 for c in value):
            raise ValueError("must be a mail address, with or without a name")
        return value

    @field_validator("contact_email")
    @classmethod
    def _mailbox_of_people(cls, value: str | None) -> str | None:
        if value and parseaddr(value)[1] != value:
            raise ValueError("must be a mail address without a name")
        return value or None

    @field_validator("contact_phone")
    @classmethod
    def _dialable(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"\+[0-9]{7,15}", value):
            raise ValueError("must be a number with country code and without spaces")
        return value or None

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone that this machine knows")
        return value


def load(environ: Mapping[str, str]) -> Settings:
    """Make the settings from `environ`; raise `SettingsError` with every fault at once."""
    given: dict[str, Any] = {
        name.removeprefix("ARENA_").lower(): value
        for name, value in environ.items()
        if name in EXAMPLES and value != ""
    }
    faults = _faults_together(given)
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise SettingsError([*map(_fault, error.errors()), *faults]) from error
    if faults:
        raise SettingsError(faults)
    if not settings.secret_key:
        settings = settings.model_copy(update={"secret_key": _demo_secret(settings)})
    return settings


def current() -> Settings:
    """Return the settings of the application that is at work."""
    return cast(Settings, current_app.extensions["arena.settings"])


def _fault(item: ErrorDetails) -> str:
    name = f"ARENA_{str(item['loc'][0]).upper()}"
    return f"{name}: {item['msg'].removeprefix('Value error, ')}. Example: {name}={EXAMPLES[name]}"


def _faults_together(given: Mapping[str, str]) -> list[str]:
    """Find what only shows when two settings are seen side by side."""
    demo = str(given.get("demo", "")).lower() in ("1", "true", "yes", "on")
    faults = []
    if given.get("rate_limits") == "off" and not demo:
        faults.append(
            "ARENA_RATE_LIMITS: may be off only with ARENA_DEMO=1. Example: ARENA_RATE_LIMITS=on"
        )
    if not demo and len(given.get("secret_key", "")) < 32:
        faults.append(
            "ARENA_SECRET_KEY: is required, 32 characters or more, unless ARENA_DEMO=1. "
            f"Example: ARENA_SECRET_KEY={EXAMPLES['ARENA_SECRET_KEY']}"
        )
    return faults


def _demo_secret(settings: Settings) -> str:
    """Keep one random secret beside a demo's SQLite file, so that links survive a restart."""
    if not settings.database_url.startswith("sqlite:///"):
        return secrets.token_urlsafe(32)
    path = Path(settings.database_url.removeprefix("sqlite:///")).with_suffix(".secret")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        own = path.with_suffix(f".{secrets.token_hex(4)}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(32))
        with suppress(FileExistsError):
            path.hardlink_to(own)  # Whole or not at all: two first starts agree on one secret.
        own.unlink()
    return path.read_text()
