"""What who leads a need, or says yes to it, types; each form knows which version it is about."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from arena.errors import ArenaError, Conflict, Invalid
from arena.needs.meanings import OUTCOMES
from arena.needs.models import InterestState, NeedOutcome, NeedQuestion, OutcomeKind
from arena.needs.services.ending import OutcomeFacts
from arena.web.fields import (
    CheckboxField,
    HiddenField,
    RadioField,
    TextAreaField,
    TextField,
)
from arena.web.forms import Form
from arena.web.numbers import read_whole

_WEB = ("https://", "http://")


class VersionForm(Form):
    """A form about one version of something: what changed meanwhile is noticed."""

    version = HiddenField(max_length=9)
    has_conflict = False

    @property
    def seen_version(self) -> int:
        """The version that the form was shown at; 0, which is none, for anything but a number."""
        return read_whole(self.version.data) or 0

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows the form."""
        if self.has_conflict:
            return 409
        return 400 if self.error_list else 200

    def show_version(self, version: int) -> None:
        """Have the form be about the version that holds now."""
        self.version.data = str(version)

    def refuse_act(self, error: ArenaError) -> None:
        """Say why the act was not done, at its field where it has one."""
        self.has_conflict = isinstance(error, Conflict)
        self.refuse(error.field if isinstance(error, Invalid) else None, error.message)


class PlainForm(VersionForm):
    """One button."""


class SendBackForm(VersionForm):
    """What is to be changed before the arena says yes."""

    words = TextAreaField(
        _l("What should be changed?"),
        required=_l("Write what should be changed."),
        hint=_l("It goes to who wrote the need, and to its owner."),
    )


class AnswerForm(VersionForm):
    """A question as all will read it, and its answer."""

    question_sv = TextAreaField(_l("The question in Swedish"), mark_optional=False)
    answer_sv = TextAreaField(_l("The answer in Swedish"), rows=6, mark_optional=False)
    question_en = TextAreaField(_l("The question in English"))
    answer_en = TextAreaField(_l("The answer in English"), rows=6)

    def validate(self, extra_validators: Any = None) -> bool:
        """Demand question and answer in one language, and of each language both."""
        is_valid: bool = super().validate(extra_validators)
        pairs = ((self.question_sv, self.answer_sv), (self.question_en, self.answer_en))
        said = [any(field.data.strip() for field in pair) for pair in pairs]
        for (question, answer), is_said in zip(pairs, said, strict=True):
            if not is_said and any(said):
                continue
            if not question.data.strip():
                question.refuse(_l("Write the question as all are to read it."))
                is_valid = False
            if not answer.data.strip():
                answer.refuse(_l("Write the answer."))
                is_valid = False
            if not any(said):
                break
        return is_valid

    def show(self, question: NeedQuestion) -> None:
        """Show what all read, or to begin with what was asked, in its language."""
        for name in ("question_sv", "answer_sv", "question_en", "answer_en"):
            self[name].data = getattr(question, name)
        if not (question.question_sv or question.question_en):
            self[f"question_{question.language}"].data = question.words

    @property
    def texts(self) -> dict[str, str]:
        """The four texts, as the services take them."""
        names = ("question_sv", "question_en", "answer_sv", "answer_en")
        return {name: self[name].data for name in names}


class SetAsideForm(VersionForm):
    """Why a question is none about the need."""

    words = TextAreaField(
        _l("Why is it set aside?"),
        required=_l("Write why: who asked gets to read it."),
        hint=_l("Only who asked gets to read it. You do not see who that is."),
    )


class ClosingForm(VersionForm):
    """What all are told when the dialogue is closed."""

    words_sv = TextAreaField(_l("Words in Swedish"))
    words_en = TextAreaField(_l("Words in English"))


class WithdrawalForm(VersionForm):
    """Why a need is withdrawn, for all."""

    words_sv = TextAreaField(_l("Why, in Swedish"), mark_optional=False)
    words_en = TextAreaField(_l("Why, in English"))


class InterestAnswerForm(VersionForm):
    """What the owner says to one who has shown interest."""

    state = RadioField(
        _l("Your answer"),
        choices=[
            (InterestState.INVITED, _l("Invite to dialogue")),
            (InterestState.THANKED, _l("Thank them")),
        ],
        required=_l("Choose an answer."),
    )
    words = TextAreaField(
        _l("Your words to them"),
        hint=_l("Facts about the need belong among the questions and answers, where all see them."),
    )


class OutcomeForm(VersionForm):
    """What came of a need."""

    kind = RadioField(
        _l("What came of it?"),
        choices=[(str(kind), label) for kind, label in OUTCOMES.items()],
        required=_l("Choose what came of it."),
    )
    words_sv = TextAreaField(_l("In a few words, in Swedish"), mark_optional=False)
    words_en = TextAreaField(_l("In a few words, in English"))
    registration_number = TextField(
        _l("Registration number"),
        max_length=60,
        width=20,
        hint=_l("Of the procurement or the decision (diarienummer)."),
    )
    link = TextField(_l("Address on the web"), max_length=500)
    link_text = TextField(
        _l("What the address leads to"),
        max_length=160,
        hint=_l("The name of the procurement, or of the pilot."),
    )
    is_public = CheckboxField(_l("Show it to all on the need’s page and in the feed of results"))

    def validate_link(self, field: Any) -> None:
        """Refuse what is no address of a page."""
        if field.data and not field.data.startswith(_WEB):
            field.refuse(_l("Begin the address with https://."))

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether it may be kept; what a field refused on the way counts."""
        return bool(super().validate(extra_validators)) and not self.link.errors

    def show(self, outcome: NeedOutcome | None) -> None:
        """Show a result; a new one is for all."""
        if outcome is None:
            self.is_public.data = True
            return
        self.is_public.data = outcome.published_at is not None
        for name in ("kind", "words_sv", "words_en", "registration_number", "link", "link_text"):
            self[name].data = getattr(outcome, name)

    def facts(self) -> OutcomeFacts:
        """Return what was typed."""
        return OutcomeFacts(
            kind=OutcomeKind(self.kind.data),
            words_sv=self.words_sv.data,
            words_en=self.words_en.data,
            registration_number=self.registration_number.data,
            link=self.link.data,
            link_text=self.link_text.data,
            is_public=self.is_public.data,
        )
