"""Two who do the same at one moment, each in a session of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from flask import Flask

from arena import db


def both_at_once(app: Flask, act: Callable[[], object]) -> None:
    """Do `act` while another who has done it has not committed yet."""
    is_done, failures = threading.Event(), []

    def run(before: Callable[[], object], after: Callable[[], object]) -> None:
        with app.app_context():
            before()
            try:
                with db.transaction():
                    act()
                    after()
            except Exception as error:
                failures.append(error)
                raise
            finally:
                is_done.set()
                db.session.close()

    def linger() -> None:
        is_done.set()
        time.sleep(0.5)

    threads = [
        threading.Thread(target=run, args=(lambda: None, linger)),
        threading.Thread(target=run, args=(is_done.wait, lambda: None)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
