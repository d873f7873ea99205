"""A real worker in a process of its own, with short leases and one kind of mail more.

Called with the address of the mail server; the database comes from the environment.
"""

import os
import sys
from datetime import timedelta

from jinja2 import ChoiceLoader, DictLoader

from arena import config, create_app, jobs
from arena.messages import courier, delivery
from arena.messages.kinds import Kind, register
from arena.messages.services import outcomes
from arena.worker import run_until_told
from tests.messages.conftest import TEMPLATES, gather

outcomes.LEASE = timedelta(seconds=3)
delivery.BATCH = 20
courier.LEAST_LEASE = timedelta(seconds=1)


def main():
    app = create_app(config.load(os.environ | {"ARENA_DEMO": "1", "ARENA_SMTP_URL": sys.argv[1]}))
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), app.jinja_env.loader])
    register(app, Kind("tests/note", "Note", gather))
    jobs.register(app, "tests.fail", 1, lambda: 1 / 0)
    run_until_told(app)


if __name__ == "__main__":
    main()
