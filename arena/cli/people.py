"""`arena user`: letting the first people in."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import with_appcontext

from arena import db
from arena.accounts.models import Role
from arena.accounts.services import AddressTaken, add_user, issue_link, link_token
from arena.audit.models import COMMAND
from arena.web import languages
from arena.web.addresses import absolute_url

ROLES = [role for role in Role if role.is_staff]


@click.group()
def user() -> None:
    """Let people in."""


@user.command()
@click.argument("email")
@click.option("--role", type=click.Choice([str(role) for role in ROLES]), required=True)
@click.option(
    "--name", default="", help="The person's name; the address's first part if not given."
)
@click.option("--language", type=click.Choice(languages.LANGUAGES), default="sv")
@with_appcontext
def add(email: str, role: str, name: str, language: str) -> None:
    """Add a member of staff and print the link that signs them in once."""
    try:
        address = validate_email(email, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from error
    try:
        with db.transaction():
            person = add_user(
                email=address.ascii_email or address.normalized,
                name=name or address.local_part.replace(".", " ").title(),
                role=Role(role),
                language=language,
                by=COMMAND,
            )
            link = issue_link(person, "invitation", by=COMMAND, announce=False)
            secret = link_token(link)
    except AddressTaken as error:
        raise click.ClickException(f"There is an account with {email} already.") from error
    click.echo(absolute_url("accounts.open_link", token=secret, lang=language))
