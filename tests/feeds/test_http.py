"""Feeds over HTTP: validators, conditions, packing, methods, and what stands around the answer."""

from __future__ import annotations

import gzip
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import http_date

from arena import clock, db
from arena.events.services import change_event
from arena.feeds import serving
from arena.feeds.answers import Asked, asks_for_gzip, is_had
from tests.cast import make_user, sign_in
from tests.conftest import NOW
from tests.feeds.conftest import PUBLIC, make_event, uids

SECOND = timedelta(seconds=1)
LATER = NOW + timedelta(minutes=5)
TAG = '"abc"'


@pytest.fixture(params=["view", "front", "private"])
def kept(request, app, fetch, subscribe):
    """A feed with an event, by each way that an answer can take, five minutes after the change."""
    make_event()
    path = PUBLIC
    if request.param == "private":
        with db.transaction():
            user = make_user()
        path = subscribe(user)
    with clock.travel(LATER):

        def ask(**options):
            if request.param == "front":
                fetch(path)
            else:
                serving.init_app(app)  # Nothing is remembered, so the view must answer.
                serving.state().fetches.start = lambda seconds, act: None
            return fetch(path, **options)

        yield ask


def test_the_tag_is_the_hash_of_what_is_sent(kept):
    answer = kept()
    assert answer.headers["ETag"] == f'"{sha256(answer.data).hexdigest()}"'
    assert answer.last_modified == NOW + SECOND
    assert answer.headers["Content-Length"] == str(len(answer.data))


@pytest.mark.parametrize("tags", ["{}", "W/{}", '"x", {}', '"x",W/{} , "y"', "*"])
def test_who_has_it_gets_304_without_a_body(kept, tags):
    full = kept()
    answer = kept(if_none_match=tags.format(full.headers["ETag"]))
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == full.headers["ETag"]
    assert answer.headers["Cache-Control"] == full.headers["Cache-Control"]
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Content-Type" not in answer.headers
    assert "Content-Length" not in answer.headers


@pytest.mark.parametrize("tags", ['"x"', "", "nonsense", 'W/"x", "y"'])
def test_who_has_something_else_gets_it_whole_whatever_the_date_says(kept, tags):
    answer = kept(if_none_match=tags, if_modified_since=http_date(LATER))
    assert answer.status_code == 200


def test_tags_win_over_dates(kept):
    tag = kept().headers["ETag"]
    answer = kept(if_none_match=tag, if_modified_since=http_date(NOW - timedelta(days=9)))
    assert answer.status_code == 304


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (http_date(NOW + SECOND), 304),
        (http_date(LATER), 304),
        ("Tuesday, 24-Nov-26 08:00:01 GMT", 304),
        ("Tue Nov 24 08:00:01 2026", 304),
        (http_date(NOW), 200),
        (http_date(LATER + SECOND), 200),
        ("yesterday", 200),
        ("Tue, 99 Nov 2026 08:00:01 GMT", 200),
        ("", 200),
        ("9" * 400, 200),
    ],
)
def test_dates_are_compared_by_the_second_and_malformed_or_coming_ones_ignored(kept, since, status):
    assert kept(if_modified_since=since).status_code == status


def test_a_head_says_all_but_the_body(kept):
    whole, head = kept(), kept(method="HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)
    assert kept(method="HEAD", if_none_match=whole.headers["ETag"]).status_code == 304


def test_gzip_only_for_who_asks_and_under_its_own_tag(kept):
    plain, packed = kept(), kept(accept_encoding="br;q=0.9, gzip")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == f'"{sha256(packed.data).hexdigest()}"'
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    tag = packed.headers["ETag"]
    assert kept(accept_encoding="gzip", if_none_match=tag).status_code == 304
    assert kept(if_none_match=tag).status_code == 200


@pytest.mark.parametrize("accepted", ["", "*", "identity", "gzip;q=0", "br", "x-gzip"])
def test_what_does_not_ask_for_gzip_by_name_is_not_packed(accepted):
    assert not asks_for_gzip(accepted)


@pytest.mark.parametrize("accepted", ["gzip", "GZIP;q=0.5".lower(), "deflate, gzip;q=1.0, *;q=0.5"])
def test_what_asks_for_gzip_is_packed(accepted):
    assert asks_for_gzip(accepted)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_header_is_too_strange(tags, since, encodings):
    asked = Asked(encodings, tags, since)
    assert is_had(asked, etag=TAG, modified_at=NOW, now=NOW) in (True, False)
    asked = Asked(encodings, None, since)
    assert is_had(asked, etag=TAG, modified_at=NOW, now=NOW) in (True, False)
    assert asks_for_gzip(encodings) in (True, False)


def test_both_ways_to_the_public_feed_say_the_same(fetch):
    make_event()
    with clock.travel(LATER):
        by_view, by_front = fetch(), fetch()
    assert by_view.data == by_front.data
    assert sorted(by_view.headers) == sorted(by_front.headers)


def test_within_the_second_of_a_change_no_date_is_told(fetch):
    make_event()
    with clock.travel(NOW + timedelta(milliseconds=900)):
        answer = fetch(if_modified_since=http_date(NOW))
        assert answer.status_code == 200
        assert "Last-Modified" not in answer.headers
    with clock.travel(NOW + SECOND):
        assert fetch().last_modified == NOW + SECOND


def test_the_tag_stays_where_the_calendar_does(fetch):
    make_event()
    before = fetch().headers["ETag"]
    make_event(audience="staff")
    assert fetch().headers["ETag"] == before


def test_nothing_is_set_and_nothing_is_read_of_cookies(app, fetch, client):
    with db.transaction():
        user = make_user()
    make_event()
    sign_in(client, user)
    for _ in range(2):
        answer = fetch()
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers["Vary"]


def test_what_stands_around_a_feed(kept):
    headers = kept().headers
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Content-Disposition" not in headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_caches_may_keep_what_is_public_and_nothing_else(app, fetch, subscribe):
    with db.transaction():
        path = make_user()
    assert fetch().headers["Cache-Control"] == "public, max-age=300"
    assert fetch(subscribe(path)).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", [PUBLIC, "/feeds/nothing.ics", "/feeds/event/x.ics"])
def test_options_tells_what_may_be_asked(app, fetch, path):
    answer = fetch(path, method="OPTIONS")
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT", "POST", "PUT", "DELETE", "MKCALENDAR"])
def test_any_other_method_is_refused_in_plain_words(app, fetch, method):
    answer = fetch(PUBLIC, method=method)
    assert answer.status_code == 405
    assert answer.mimetype == "text/plain"
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize(
    "path", ["/feeds/x.ics", "/feeds/", "/feeds/x/y.ics", "/feeds/event/x.ics"]
)
def test_what_is_not_there_is_said_in_plain_words(app, fetch, path):
    answer = fetch(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")
    assert answer.data == b"Not Found\n"


def test_a_program_of_any_name_is_answered(app, fetch):
    make_event()
    for name in ("", "Microsoft.Exchange/15.20", "curl/8", "Mozilla/5.0", "x" * 3000):
        assert uids(fetch(user_agent=name))


def test_no_accept_header_changes_the_format(app, fetch):
    for accepted in ("application/calendar+json", "text/html", "*/*;q=0"):
        assert fetch(accept=accepted).content_type == "text/calendar; charset=utf-8"


def test_what_was_shown_before_a_change_is_not_shown_after_it(app, fetch):
    event = make_event(title_sv="Före")
    assert b"SUMMARY:F\xc3\xb6re" in fetch().data
    for number in range(3):
        with db.transaction():
            change_event(event, title_sv=f"Efter {number}")
        assert f"SUMMARY:Efter {number}".encode() in fetch().data
