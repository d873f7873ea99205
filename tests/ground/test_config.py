"""Settings are checked once, and all faults are told together."""

import pytest

from arena import config

GOOD = {"ARENA_SECRET_KEY": "s" * 32}


def faults_of(**given):
    with pytest.raises(config.SettingsError) as caught:
        config.load(GOOD | {f"ARENA_{name.upper()}": value for name, value in given.items()})
    return caught.value.faults


def test_all_faults_are_told_together_with_name_problem_and_example():
    faults = faults_of(
        database_url="mysql://x", base_url="arena", timezone="Mars/Base", rate_limits="off"
    )
    assert [fault.partition(":")[0] for fault in faults] == [
        "ARENA_DATABASE_URL",
        "ARENA_BASE_URL",
        "ARENA_TIMEZONE",
        "ARENA_RATE_LIMITS",
    ]
    assert all("Example: ARENA_" in fault for fault in faults)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("smtp_url", "mail.example.org"),
        ("imap_url", "pop3://mail.example.org"),
        ("imap_url", "imaps://mail.example.org/INBOX"),
        ("imap_url", "imaps://user@mail.example.org/INBOX"),
        ("imap_url", "imaps://user:password@mail.example.org/M%C3%B6ten"),
        ("mail_from", "nobody"),
        ("mail_from", "A\n<a@example.org>"),
        ("base_url", "ftp://arena.example"),
        ("base_url", "https://arena.example/?a=1"),
        ("log_format", "xml"),
        ("demo", "perhaps"),
    ],
)
def test_a_wrong_value_is_named(name, value):
    assert faults_of(**{name: value})[0].startswith(f"ARENA_{name.upper()}: ")


def test_a_secret_is_required_unless_it_is_a_demo(tmp_path):
    with pytest.raises(config.SettingsError, match="ARENA_SECRET_KEY"):
        config.load({})
    url = f"sqlite:///{tmp_path / 'a.db'}"
    first = config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": url})
    again = config.load({"ARENA_DEMO": "1", "ARENA_DATABASE_URL": url})
    assert first.secret_key == again.secret_key
    assert len(first.secret_key) >= 32


def test_an_empty_variable_counts_as_unset():
    assert config.load(GOOD | {"ARENA_SMTP_URL": "", "ARENA_TIMEZONE": ""}).smtp_url is None


def test_the_public_address_has_no_slash_at_its_end():
    settings = config.load(GOOD | {"ARENA_BASE_URL": "https://arena.example.org/"})
    assert settings.base_url == "https://arena.example.org"
