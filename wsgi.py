"""The WSGI entry: `app` for any server."""

from arena import create_app

app = create_app()
