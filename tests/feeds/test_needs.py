"""The Atom feeds of needs and of results: valid (RFC 4287), stable, and only what is public."""

from __future__ import annotations

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from arena import clock, db
from arena.audit.models import Actor
from arena.directory.models import OrganisationType
from arena.needs.models import Audience, OutcomeKind
from arena.needs.services import ending
from tests.conftest import NOW
from tests.needs.cast import (
    MARK,
    interested,
    make_need,
    make_organisation,
    make_partner,
)

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
URN = re.compile(r"urn:uuid:[0-9a-f-]{36}")
ADDRESSES = [f"/feeds/{what}.{lang}.atom" for what in ("needs", "results") for lang in ("sv", "en")]


@pytest.fixture
def need(app):
    with db.transaction():
        city = make_organisation("Trafik & Gata <stad>")
        owner = make_partner("Olle Owner", city)
        rival = make_partner("Alf Alm", make_organisation("Kvarn AB", OrganisationType.CONSULTANT))
        need = make_need(owner, city, problem_sv='En "rad"\x0b\n\nNästa <script> & slut')
        make_need(owner, city, published=False, title_sv="Bara ett utkast")
        hidden = make_need(owner, city, title_sv="Bara för nätverket")
        hidden.audience = Audience.NETWORKS
        interested(need, rival)
        ending.record_outcome(
            need,
            ending.OutcomeFacts(
                kind=OutcomeKind.PROCUREMENT,
                words_sv="Upphandling pågår",
                registration_number="TK 2026/17",
                link="https://example.org/?a=1&b=2",
            ),
            by=Actor.user(owner.id),
        )
        ending.record_outcome(
            hidden,
            ending.OutcomeFacts(kind=OutcomeKind.NOTHING, words_sv="Inget blev av det"),
            by=Actor.user(owner.id),
        )
        ending.record_outcome(
            need,
            ending.OutcomeFacts(
                kind=OutcomeKind.DIALOGUE, words_sv="Bara för berörda", is_public=False
            ),
            by=Actor.user(owner.id),
        )
    return need


def parsed(answer):
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.data)  # noqa: S314 - it is our own


def assert_valid(feed, language):
    """What RFC 4287 demands of a feed and its entries (4.1.1, 4.1.2, 4.2)."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    ids = []
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        ids.append(element.findtext(f"{ATOM}id"))
        assert URN.fullmatch(ids[-1])
        assert MOMENT.fullmatch(element.findtext(f"{ATOM}updated"))
        alternates = [e for e in element.findall(f"{ATOM}link") if e.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert alternates[0].get("href").startswith("http")
    assert len(set(ids)) == len(ids)
    for entry in feed.findall(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        content = entry.find(f"{ATOM}content")
        assert content.get("type") == "html"
        assert entry.findtext(f"{ATOM}published") <= entry.findtext(f"{ATOM}updated")
    (own,) = [e for e in feed.findall(f"{ATOM}link") if e.get("rel") == "self"]
    assert own.get("href").endswith(f".{language}.atom")


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_feed_is_valid_atom_of_what_is_public(client, need, address):
    answer = client.get(address)
    feed = parsed(answer)
    assert_valid(feed, address.split(".")[1])
    assert len(feed.findall(f"{ATOM}entry")) == 1
    for secret in (MARK, "Kvarn AB", "utkast", "nätverket", "berörda", "Alf"):
        assert secret not in answer.text


def test_what_was_typed_stays_text(client, need):
    content = parsed(client.get("/feeds/needs.sv.atom")).findtext(f"{ATOM}entry/{ATOM}content")
    assert "&lt;script&gt; &amp; slut" in content
    assert "<script" not in content


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_empty_feed_is_valid_too(client, address):
    assert_valid(parsed(client.get(address)), address.split(".")[1])


def test_who_has_it_is_told_so_until_something_changes(client, need):
    first = client.get("/feeds/needs.sv.atom")
    again = client.get("/feeds/needs.sv.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with clock.travel(NOW + timedelta(hours=1)), db.transaction():
        need.title_sv, need.shown_at = "Ny rubrik", clock.now()
    changed = client.get("/feeds/needs.sv.atom", headers={"If-None-Match": first.headers["ETag"]})
    old, new = parsed(first), parsed(changed)
    entry = f"{ATOM}entry/{ATOM}"
    assert new.findtext(f"{entry}title") == "Ny rubrik"
    assert new.findtext(f"{entry}id") == old.findtext(f"{entry}id")
    assert new.findtext(f"{ATOM}id") == old.findtext(f"{ATOM}id")
    assert new.findtext(f"{entry}updated") > old.findtext(f"{entry}updated")


def test_the_languages_have_entries_of_their_own(client, need):
    titles, ids = set(), set()
    for language in ("sv", "en"):
        feed = parsed(client.get(f"/feeds/needs.{language}.atom"))
        titles.add(feed.findtext(f"{ATOM}entry/{ATOM}title"))
        ids.add(feed.findtext(f"{ATOM}entry/{ATOM}id"))
    assert titles == {"Tysta leveranser på natten", "Quiet deliveries at night"}
    assert len(ids) == 2


def test_the_pages_lead_to_the_feeds_of_their_language(client, need):
    for path in ("/sv/needs/", f"/sv/needs/{need.reference}"):
        page = client.get(path).text
        for address in ("/feeds/needs.sv.atom", "/feeds/results.sv.atom"):
            assert re.search(rf'<link rel="alternate"[^>]+{address}', page, re.S)


def test_the_open_call_lists_the_same_needs(client, need):
    (listed,) = client.get("/api/v1/needs").json["needs"]
    assert listed["reference"] == need.reference
    assert listed["title"] == {"sv": need.title_sv, "en": need.title_en}
    assert "interest" not in " ".join(listed).replace("interest_until", "")
