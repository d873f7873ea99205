"""The WSGI entry: `app` for any server, and for `flask --app wsgi` with the commands of `arena`."""

from arena import create_app
from arena.cli import COMMANDS

app = create_app()
for command in COMMANDS:
    app.cli.add_command(command)
