"""What networks mail: in both languages, true when it is sent, with links that work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from arena import clock, db
from arena.audit.models import INVITED, STRANGER, Actor
from arena.messages.kinds import NoLongerTrue
from arena.messages.models import Message
from arena.messages.rendering import render
from arena.networks import jobs
from arena.networks.links import admission_token
from arena.networks.models import Circle
from arena.networks.services.agreeing import AgreementFacts, PartyFacts, enter_agreement
from arena.networks.services.answering import (
    Answer,
    accept_application,
    accept_invitation,
    decline_application,
)
from arena.networks.services.asking import (
    apply_by_form,
    confirm_application,
    invite,
    withdraw,
)
from arena.networks.services.asking_facts import AdmissionFacts
from arena.networks.services.telling import tell_of_leaving
from tests.cast import make_user
from tests.networks.cast import give_office, join, make_network, make_organisation, make_partner


@pytest.fixture
def cast(app):
    with db.transaction():
        alice = make_user()
        chair = make_partner(make_organisation(), "Petra Pålsson")
        network = make_network(entry="application", purpose_sv="Mindre effekt.")
        membership = join(network, chair)
        give_office(network, chair)
    return {
        "alice": alice,
        "by": Actor.user(alice.id),
        "chair": chair,
        "network": network,
        "membership": membership,
    }


def facts(email, **changes):
    values = {
        "organisation_name": f"Bolaget {email[:3]} AB",
        "organisation_type": "small_company",
        "name": "Siv Sol",
        "email": email,
        "language": "sv",
        "words": "Vi vill\n<b>gärna</b>.",
    }
    return AdmissionFacts(**(values | changes))


def mail(template):
    db.session.rollback()
    return db.session.scalars(
        select(Message).where(Message.template == f"networks/{template}")
    ).first()


def said(template, language="sv"):
    message = mail(template)
    message.language = language
    rendered = render(message)
    db.session.rollback()
    assert "<b>gärna" not in rendered.html
    return f"{rendered.subject}\n{rendered.text}"


def test_every_mail_says_what_it_is_about_in_both_languages(app, cast):
    network, alice, by = cast["network"], cast["alice"], cast["by"]
    with db.transaction():
        invited = invite(network, facts("ida@one.example"), user=alice, by=by)
    text = said("invitation")
    assert "Alice Alm bjuder in Bolaget ida AB" in text
    assert admission_token(invited) in text
    assert "invites" in said("invitation", "en")
    with db.transaction():
        yes, no = (
            apply_by_form(network, facts(f"{name}@two.example"), by=STRANGER)
            for name in ("yes", "nej")
        )
    assert admission_token(yes) in said("confirm_application")
    assert "confirm" in said("confirm_application", "en")
    with db.transaction():
        for each in (yes, no):
            confirm_application(each, by=STRANGER)
    with pytest.raises(NoLongerTrue):
        said("confirm_application")
    text = said("application_waits")
    assert f"/partner/networks/klimatpositiva-kvarter/admissions/{yes.id}" in text
    assert "applies" in said("application_waits", "en")
    with db.transaction():
        accept_application(yes, Answer(Circle.CORE, "Välkomna!"), user=alice, by=by)
        decline_application(no, words="Inte nu.", user=alice, by=by)
        accept_invitation(invited, words="Tack!", listed=True, user=None, by=INVITED)
    text = said("accepted")
    assert "Välkommen till nätverket" in text
    assert "/partner/networks/klimatpositiva-kvarter" in text
    assert "Inte nu." in said("declined")
    assert "Thank you" in said("declined", "en")
    assert "Tack!" in said("invitation_answered")
    assert "joins" in said("invitation_answered", "en")


def test_a_mail_whose_invitation_was_taken_back_is_not_sent(app, cast):
    with db.transaction():
        invited = invite(
            cast["network"], facts("ida@one.example"), user=cast["alice"], by=cast["by"]
        )
    with db.transaction():
        withdraw(invited, by=cast["by"])
    with pytest.raises(NoLongerTrue):
        said("invitation")


def test_who_leads_learns_who_leaves_and_who_owns_is_reminded(app, cast):
    with db.transaction():
        tell_of_leaving(cast["membership"], whole=True, name="")
        enter_agreement(
            AgreementFacts(
                type="mou",
                title="Vänort",
                starts_on=date(2025, 1, 1),
                ends_on=clock.today() + timedelta(days=30),
                owner=cast["alice"],
            ),
            [PartyFacts(cast["membership"].organisation)],
            by=cast["by"],
        )
    assert "Norrskär Energi AB lämnar" in said("left")
    assert "leaves" in said("left", "en")
    jobs.remind_of_agreements()
    assert "Löper ut" in said("agreement_reminder")
    assert "Norrskär Energi AB" in said("agreement_reminder", "en")
