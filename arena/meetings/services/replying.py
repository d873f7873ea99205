"""What the reply of a calendar program means for a meeting."""

from __future__ import annotations

from arena.audit.models import INVITED
from arena.errors import Conflict
from arena.events.models import Event
from arena.mailbox.replies import Partstat, Reply
from arena.meetings.models import Answer
from arena.meetings.queries.answers import find_by_address
from arena.meetings.services.answering import Said, answer_by_calendar, note_words

_ANSWERS = {
    Partstat.ACCEPTED: Answer.ACCEPTED,
    Partstat.TENTATIVE: Answer.TENTATIVE,
    Partstat.DECLINED: Answer.DECLINED,
}


def take_reply(event: Event, reply: Reply) -> bool:
    """Take a reply down; tell whether that was possible.

    It is not for who is no longer invited, nor once the meeting is called off or has been: that
    goes to a person. Another time that is suggested, and somebody else who shall come, change no
    answer; the words are kept for who calls.
    """
    invitee = find_by_address(event.id, reply.address)
    if invitee is None:
        return False
    try:
        if reply.partstat.is_note:
            note_words(invitee, reply.comment)
        else:
            said = Said(answer=_ANSWERS[reply.partstat], words=reply.comment)
            answer_by_calendar(
                invitee, said, sequence=reply.sequence, stamped_at=reply.stamped_at, by=INVITED
            )
    except Conflict:
        return False
    return True
