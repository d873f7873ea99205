"""What the log says, line by line."""

import pytest
import structlog

from arena import config, logs


@pytest.fixture(autouse=True)
def as_before():
    """What the other tests have set stays, and what they have bound to their requests does not."""
    before = structlog.get_config()
    structlog.contextvars.clear_contextvars()
    yield
    structlog.configure(**before)


def a_log():
    """A log that writes as a server's does, to where the test can read it."""
    logs.configure(config.load({"ARENA_DEMO": "1"}))
    return structlog.get_logger()


def test_an_event_is_one_line_whatever_its_facts_hold(capsys):
    a_log().info("request", status=200, endpoint="site.index", path="a\nb 2026 [error    ]")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert " [info     ] request " in line
    assert line.endswith("endpoint=site.index path='a\\nb 2026 [error    ]' status=200\n")


def test_a_fault_is_told_with_its_way_and_nobodys_values(capsys):
    secret = "hemligt"
    try:
        raise ValueError(len(secret))
    except ValueError:
        a_log().exception("unexpected_error")
    said = capsys.readouterr().err
    assert "unexpected_error" in said.splitlines()[0]
    assert "Traceback" in said
    assert said.endswith("ValueError: 7\n")
    assert secret not in said
