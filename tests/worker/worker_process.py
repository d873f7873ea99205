"""A real worker in a process of its own, with short leases and one kind of mail more."""

import os
from datetime import timedelta

from jinja2 import ChoiceLoader, DictLoader

from arena import config, create_app, jobs
from arena.messages import courier, delivery
from arena.messages.kinds import Kind, register
from arena.messages.services import outcomes
from arena.worker import run_until_told
from tests.messages.conftest import TEMPLATES, gather


def run(database_url, smtp_url):
    """Work until told to stop."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    outcomes.LEASE = timedelta(seconds=3)
    delivery.BATCH = 20
    courier.LEAST_LEASE = timedelta(seconds=1)
    settings = {"ARENA_DEMO": "1", "ARENA_DATABASE_URL": database_url, "ARENA_SMTP_URL": smtp_url}
    app = create_app(config.load(settings))
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader])
    register(app, Kind("tests/note", "Note", gather))
    jobs.register(app, "tests.fail", 1, lambda: 1 / 0)
    run_until_told(app)
