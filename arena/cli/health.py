"""`arena check`: whether all is well."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from arena import config, jobs
from arena.mailbox import connection as mailbox
from arena.mailbox.account import Account
from arena.messages.smtp import Connection, Server, Undelivered
from arena.site.queries import Check, check_readiness


@click.command()
@with_appcontext
def check() -> None:
    """Verify settings, database, migrations, worker and mail; end with 0 only when all is well."""
    checks = [Check("environment", True, True, "every setting can be used"), *check_readiness()]
    server = Server.of(config.current())
    if server is not None:
        checks.append(_check_mail_server(server))
    account = Account.of(config.current())
    if account is not None:
        checks.append(_check_mailbox(account))
    width = max(len(item.name) for item in checks)
    for item in checks:
        click.echo(f"{'ok  ' if item.is_ok else 'FAIL'}  {item.name:<{width}}  {item.detail}")
    if not all(item.is_ok for item in checks):
        sys.exit(1)


def _check_mail_server(server: Server) -> Check:
    """Connect, greet and sign in; nothing is sent."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        connection = Connection(server, jobs.stopping(app))
    except Undelivered as error:
        return Check("mail server", False, False, f"{server.host}:{server.port}: {error}")
    connection.close()
    return Check("mail server", True, False, f"{server.host}:{server.port} answers")


def _check_mailbox(account: Account) -> Check:
    """Sign in and open the folder; nothing is read or moved."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    where = f"{account.host}:{account.port}"
    try:
        opened = mailbox.Connection(account, jobs.stopping(app))
    except mailbox.Unread as error:
        return Check("mailbox", False, False, f"{where}: {error}")
    can_move = opened.can_move
    opened.close()
    filed = f"handled mail goes to {account.filed_in}" if can_move else "handled mail stays there"
    return Check("mailbox", True, False, f"{where} opens {account.folder}; {filed}")
