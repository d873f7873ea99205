"""`arena serve`: the processes that an arena consists of, started and watched."""

from __future__ import annotations

import os
import sys

import click

from arena import config
from arena.cli.supervision import Child, Supervisor
from arena.demo.data.people import PASSWORD, SIGN_INS

THREADS = 4
# glibc would give each thread a heap of its own, 6 MB more in all; Python's one lock needs one. And
# it would learn from the first sign-in, whose hash takes 19 MB, to keep as much for the next.
_THRIFT = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "262144"}


@click.command()
@click.option("--host", default="127.0.0.1", help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000)
@click.option("--workers", type=click.IntRange(1), default=1, help="How many web processes.")
@click.option("--with-worker", is_flag=True, help="Run the worker beside the web server.")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:
    """Run the production web server."""
    settings = config.load(os.environ)
    # One secret for all of them.
    environment = _THRIFT | os.environ | {"ARENA_SECRET_KEY": settings.secret_key}
    children = [Child("web server", _web_command(host, port, workers), is_essential=True)]
    if with_worker:
        command = [sys.executable, "-m", "arena.cli", "worker"]
        children.append(Child("worker", command, is_essential=False))
    click.echo(f"Arena is at {settings.base_url} (listening on {host}:{port})")
    if settings.demo:
        click.echo(_demo_sign_ins())
    sys.exit(Supervisor(children, environment).run())


def _web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--respawn-failed-workers"),
        *("--workers-kill-timeout", "3", "--log-level", "warning", "arena.cli.web:create_app"),
    ]


def _demo_sign_ins() -> str:
    width = max(len(person.email) for person in SIGN_INS)
    lines = [f"  {person.email:<{width}}  {person.name}, {person.role}" for person in SIGN_INS]
    return "\n".join([f"Sign in with the password {PASSWORD} as", *lines])
