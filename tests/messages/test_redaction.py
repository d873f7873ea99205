"""What is kept of a mail opens nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arena import tokens
from arena.messages.redaction import without_secrets

SECRET = "bW4Ou6I-j0UPb90Abs5p5-PCJJ-m65Ba"  # One that `tokens.new` made.
KEPT = [
    "https://arena.example/sv/visits/b1",
    "https://arena.example/feeds/public.ics?lang=sv",
    "tel:+46846500405, 08-465 00 405, ABCD-1234",
    "https://arena.example/sv/calendar/2026-11-26",
]


@pytest.mark.parametrize(
    "address",
    [
        f"https://arena.example/sv/manage/{SECRET}",
        f"https://arena.example/sv/manage/{SECRET}/confirm",
        f"https://arena.example/en/sign-in/link/{SECRET}?next=/staff/",
        f"https://arena.example/feeds/{SECRET}.ics",
        f"https://arena.example/feeds/{SECRET}.ics?lang=sv",
        f"https://arena.example/new/kind/of/link/{SECRET}",
        f"https://arena.example/x?token={SECRET}&lang=sv",
        f'<a href="https://arena.example/sv/manage/{SECRET}">{SECRET[:3]}</a>',
        f"(https://arena.example/sv/manage/{SECRET}).",
    ],
)
def test_the_secret_of_a_link_is_left_out(address):
    shown = without_secrets(address)
    assert SECRET not in shown
    assert "…" in shown
    assert shown.startswith(address[:20])


@pytest.mark.parametrize("text", KEPT)
def test_other_addresses_and_words_stay(text):
    assert without_secrets(text) == text


@given(st.binary(min_size=24, max_size=24), st.sampled_from(["manage", "sign-in/link", "feeds"]))
def test_no_secret_slips_through(raw, path):
    secret = tokens.base64.urlsafe_b64encode(raw).decode()
    assert secret not in without_secrets(f"https://a.example/sv/{path}/{secret}\n")
