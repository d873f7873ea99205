"""Whom an act on a need tells what: those who follow it all at once, and its owner alone."""

from __future__ import annotations

from typing import Any

from arena import clock, tokens
from arena.accounts.models import User
from arena.accounts.queries import get_user, list_planners
from arena.messages.services import Recipient, queue
from arena.needs.models import Need, NeedFollower, NeedInterest, NeedQuestion
from arena.needs.queries.following import list_recipients
from arena.needs.queries.leading import leaders_of


def follow_token(follower: NeedFollower) -> str:
    """Return the secret of the link by which an address is confirmed, or stops following."""
    return tokens.derived("needs.follow", follower.id)


def tell_followers(
    need: Need, what: str, occasion: str, *, interested: bool = False, **params: Any
) -> int:
    """Tell all who follow a need the same at the same moment; return how many.

    With `interested` those who have shown interest are told as well, by the same mail: nobody who
    reads the outbox can tell them from those who only follow.
    """
    recipients = list_recipients(need, interested=interested)
    for recipient, follower_id in recipients:
        queue(
            "needs/news",
            recipient,
            subject=subject_of(need),
            occasion=occasion,
            params={"need_id": need.id, "what": what, "follower_id": follower_id, **params},
            due_at=clock.now(),
        )
    return len(recipients)


def tell_leaders(need: Need, what: str, occasion: str, **params: Any) -> None:
    """Tell who leads a need; nobody, where nobody does any more."""
    for leader in leaders_of(need):
        _tell(need, leader, what, occasion, params)


def tell_planners(need: Need, what: str) -> None:
    """Tell those who plan."""
    for planner in list_planners():
        _tell(need, planner, what, f"v{need.version}", {})


def tell_writers(need: Need, what: str) -> None:
    """Tell who began a need, and who leads it."""
    people = leaders_of(need)
    if need.created_by_id is not None:
        people.append(get_user(need.created_by_id))
    for person in dict.fromkeys(people):
        if person.is_open:
            _tell(need, person, what, f"v{need.version}", {})


def ask_to_confirm(need: Need, follower: NeedFollower) -> None:
    """Write to an address that nobody has confirmed: for itself, or for a question."""
    queue(
        "needs/confirm",
        Recipient(follower.email, "", follower.language),
        subject=subject_of(need),
        occasion=f"{clock.now().isoformat()}",
        params={"need_id": need.id, "follower_id": follower.id},
    )


def tell_asker(question: NeedQuestion) -> None:
    """Tell who asked why the question was set aside."""
    follower = question.follower
    if follower is None:
        return
    queue(
        "needs/set_aside",
        Recipient(follower.email, "", follower.language),
        subject=subject_of(question.need),
        occasion=f"question {question.id}",
        params={"need_id": question.need_id, "question_id": question.id},
    )


def tell_owner_of_interest(interest: NeedInterest) -> None:
    """Tell who leads a need that somebody has shown interest: not who, and sealed for others."""
    for leader in leaders_of(interest.need):
        queue(
            "needs/interest",
            _recipient(leader),
            subject=f"need_interest:{interest.id}",
            occasion=f"v{interest.version}",
            params={"need_id": interest.need_id, "interest_id": interest.id},
        )


def tell_interested(interest: NeedInterest) -> None:
    """Tell who has shown interest that the owner has written: to their page, sealed for others."""
    queue(
        "needs/interest_answered",
        Recipient(interest.contact_email, interest.contact_name, interest.contact_language),
        subject=f"need_interest:{interest.id}",
        occasion=f"v{interest.version}",
        params={"need_id": interest.need_id, "interest_id": interest.id},
    )


def subject_of(need: Need) -> str:
    """Return what mails about a need are filed under."""
    return f"need:{need.id}"


def _tell(need: Need, person: User, what: str, occasion: str, params: dict[str, Any]) -> None:
    queue(
        f"needs/{what}",
        _recipient(person),
        subject=subject_of(need),
        occasion=occasion,
        params={"need_id": need.id, **params},
    )


def _recipient(person: User) -> Recipient:
    return Recipient(person.email, person.name, person.language)
