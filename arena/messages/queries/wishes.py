"""Reads of what readers of mailings want."""

from __future__ import annotations

import hmac
from collections.abc import Collection

from sqlalchemy import select

from arena import db
from arena.messages.mail_topics import reader_token
from arena.messages.models import ALL_MAILINGS, MailReader, MailRefusal

_AT_ONCE = 500


def find_reader(email: str) -> MailReader | None:
    """Return the reader with an address, whatever its case."""
    return db.session.scalar(select(MailReader).where(MailReader.email == email.lower()))


def find_reader_by_link(reader_id: int, topic: str, token: str) -> MailReader | None:
    """Return the reader whose page about a topic a link opens; None for a wrong one."""
    right = reader_token(reader_id, topic)
    if not hmac.compare_digest(token.encode("utf-8", "surrogatepass"), right.encode()):
        return None
    return db.session.get(MailReader, reader_id)


def refuses(email: str, topic: str) -> bool:
    """Tell whether somebody does not want mailings about a topic, or any."""
    return bool(refusing_among([email], topic))


def refusing_among(addresses: Collection[str], topic: str) -> set[str]:
    """Return those of some addresses, as given, that do not want mailings about a topic, or any."""
    asked = {address.lower(): address for address in addresses}
    plain, found = list(asked), set[str]()
    for start in range(0, len(plain), _AT_ONCE):
        refusing = db.session.scalars(
            select(MailReader.email)
            .join(MailReader.refusals)
            .where(
                MailReader.email.in_(plain[start : start + _AT_ONCE]),
                MailRefusal.topic.in_((topic, ALL_MAILINGS)),
            )
        )
        found.update(asked[email] for email in refusing)
    return found


def topics_refused_by(email: str) -> set[str]:
    """Return the topics about which somebody wants no mailings; `ALL_MAILINGS` for none at all."""
    reader = find_reader(email)
    return {refusal.topic for refusal in reader.refusals} if reader else set()
