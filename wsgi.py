"""The WSGI entry: `app` for any server, and for `flask --app wsgi` with the commands of `arena`."""

from arena import create_app
from arena.cli import all_commands

app = create_app()
for command in all_commands():
    app.cli.add_command(command)
