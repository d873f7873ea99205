"""Processes of their own, for what is raced or killed.

They are forked from one that has loaded the application: to load it anew took each 1.4 seconds.
"""

from multiprocessing import get_context

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.visits.racing", "tests.worker.worker_process"])
