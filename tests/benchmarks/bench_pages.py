"""The public start page and an offer's page with free times, against a bare Flask “hello”.

Strangers get a page that is kept while nothing it shows has changed; after each change, and for
everybody with a session, it is drawn anew. The target is for what strangers get; both are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import figures
from tests.benchmarks.serving import ARENA, BARE, Server, Work, compare, environment, get, served

TARGET = 0.1
PAGES = {"start page": "/sv/", "offer's page with free times": "/sv/visits/introduktion"}
A_SESSION = "arena=of-nobody"  # Opens nothing; but the page is not kept for whoever has one.


@pytest.fixture(scope="module")
def servers(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """An arena with the demo's data and a bare application, one process each."""
    folder: Path = tmp_path_factory.mktemp("pages")
    variables = environment(demo_url)
    with served(ARENA, variables, folder) as ours, served(BARE, variables, folder) as theirs:
        yield [ours, theirs]


@pytest.mark.parametrize("page", PAGES)
def test_a_public_page_is_fast_enough(servers: list[Server], database: str, page: str) -> None:
    """A tenth of the rate of a bare hello."""
    ours, theirs = servers
    hello = Work(theirs, get("/hello"))
    rate, bare = compare(Work(ours, get(PAGES[page])), hello)
    is_reached = figures.tell_at_least(
        database, f"{page}, as strangers get it", rate / bare, TARGET, "× hello"
    )
    anew, bare_then = compare(Work(ours, get(PAGES[page], cookie=A_SESSION)), hello)
    work = f"{page}, drawn anew"
    figures.tell(database, work, f"{anew / bare_then:.3f} × hello, {anew:.0f} a second")
    figures.tell(database, f"{page}, as strangers get it: rates", f"{rate:.0f} of {bare:.0f} /s")
    assert is_reached
