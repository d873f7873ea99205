"""People and programs that ask an arena for all kinds of things, each in its own share."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from threading import Lock
from urllib.parse import urlencode

from arena.demo.data.people import PASSWORD
from arena.visits.forms.asking import PAYS
from arena.visits.forms.starts import written_start

LANGUAGES = ("sv", "en")
FEED = "/feeds/public.ics"
_FORM = "application/x-www-form-urlencoded"
_REFERENCE = re.compile(r'href="/staff/visits/([0-9A-Z]{4}-[0-9A-Z]{4})"')
_TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')
# One visitor at a time opens a form: the time that is free for one is free still, or 409 is right.
_booking = Lock()


@dataclass
class Visitor:
    """One connection, with the cookies that it was given."""

    port: int
    cookie: str = ""
    tag: str = ""
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path: str, status: int = 200, **headers: str) -> str:
        """Ask for a page and return it; an answer of another status is a fault."""
        return self._ask("GET", path, None, headers, status)

    def post(self, path: str, form: dict[str, object], status: int) -> str:
        """Send a form; its token is in the page that the form was on."""
        return self._ask("POST", path, urlencode(form), {"Content-Type": _FORM}, status)

    def send(self, path: str, body: dict[str, object], status: int) -> str:
        """Send JSON."""
        return self._ask(
            "POST", path, json.dumps(body), {"Content-Type": "application/json"}, status
        )

    def sign_in(self, email: str) -> None:
        """Sign in as somebody of the demo arena."""
        page = self.get("/sv/sign-in")
        form = {"csrf_token": token_of(page), "email": email, "password": PASSWORD}
        self.post("/sv/sign-in", form, 302)

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str], status: int
    ) -> str:
        if self.cookie:
            headers["Cookie"] = self.cookie
        try:
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        except RemoteDisconnected:  # Nothing was asked for so long that the server hung up.
            self.connection.request(method, path, body, headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        told = text.partition("<main")[2] or text
        assert answer.status == status, f"{method} {path} answered {answer.status}: {told[:1500]}"
        self._remember(answer)
        return text

    def _remember(self, answer: HTTPResponse) -> None:
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).split(";")[0]
        self.tag = answer.getheader("ETag") or self.tag


class Crowd:
    """All of them on one server: `ask` does one thing, chosen by chance in the shares below."""

    def __init__(self, port: int, seed: int) -> None:
        self.port = port
        self.chance = random.Random(seed)
        self.reader, self.program = Visitor(port), Visitor(port)
        self.planner, self.host = Visitor(port), Visitor(port)
        self.planner.sign_in("coordinator@arena.example")
        self.host.sign_in("host@arena.example")
        offers = json.loads(self.program.get("/api/v1/offers"))["offers"]
        self.offers = {offer["slug"]: offer for offer in offers}
        self.references = _REFERENCE.findall(self.planner.get("/staff/visits?stage=confirmed"))
        assert self.references
        self.program.get(FEED)
        self.asked = 0
        self.shares: dict[Callable[[], object], int] = {
            self.start: 20,
            self.list_offers: 10,
            self.show_offer: 20,
            self.read_calendar: 5,
            self.refuse_form: 4,
            self.book: 1,
            self.book_as_program: 1,
            self.list_slots: 6,
            self.read_data: 4,
            self.fetch_feed: 5,
            self.fetch_unchanged_feed: 10,
            self.plan: 11,
            self.look_at_own_visits: 2,
            self.be_lost: 1,
        }

    def close(self) -> None:
        """Let all of them hang up."""
        for visitor in (self.reader, self.program, self.planner, self.host):
            visitor.close()

    def ask(self) -> None:
        """Do one thing."""
        self.chance.choices(list(self.shares), list(self.shares.values()))[0]()
        self.asked += 1

    def start(self) -> None:
        """Open the start page."""
        self.reader.get(f"/{self._language()}/")

    def list_offers(self) -> None:
        """Open the list of offers."""
        self.reader.get(f"/{self._language()}/visits/")

    def show_offer(self) -> None:
        """Open an offer's free times in one of the coming weeks."""
        week = (date.today() + timedelta(weeks=self.chance.randint(4, 12))).isocalendar()  # noqa: DTZ011
        path = f"/{self._language()}/visits/{self._slug()}"
        self.reader.get(f"{path}?week={week.year}-W{week.week:02}")

    def read_calendar(self) -> None:
        """Open the public calendar."""
        self.reader.get(f"/{self._language()}/calendar/")

    def refuse_form(self) -> None:
        """Send a form that lacks nearly everything."""
        with _booking:
            slug, starts_at = self._free_time()
            self._send_form(slug, starts_at, {}, 400)

    def book(self) -> None:
        """Ask for a visit by the form."""
        with _booking:
            slug, starts_at = self._free_time()
            facts = {
                **self._facts(slug),
                "organisation_name": "Energi AB",
                "country": "SE",
                "exemption_ground": PAYS,
            }
            self._send_form(slug, starts_at, facts, 303)

    def book_as_program(self) -> None:
        """Ask for a visit through the API."""
        with _booking:
            slug, starts_at = self._free_time()
            facts = {**self._facts(slug), "organisation": "Energi AB", "starts_at": starts_at}
            self.program.send(f"/api/v1/offers/{slug}/visits", facts, 201)

    def list_slots(self) -> None:
        """Ask the API for the free times of a month."""
        self._slots(self._slug())

    def read_data(self) -> None:
        """Ask the API for what it has besides."""
        self.program.get(self.chance.choice(["/api/v1/offers", "/api/v1/events"]))

    def fetch_feed(self) -> None:
        """Fetch the public feed, packed or not, in one of its languages."""
        packing = self.chance.choice(["gzip", "identity"])
        if packing == "identity":
            self.program.get(f"{FEED}?lang={self._language()}")
        else:
            self.reader.connection.request("HEAD", FEED, headers={"Accept-Encoding": packing})
            self.reader.connection.getresponse().read()

    def fetch_unchanged_feed(self) -> None:
        """Fetch the public feed again: 304, unless somebody has booked meanwhile."""
        visitor = self.program
        visitor.connection.request("GET", FEED, headers={"If-None-Match": visitor.tag})
        answer = visitor.connection.getresponse()
        answer.read()
        assert answer.status in (200, 304), answer.status
        visitor.tag = answer.getheader("ETag") or visitor.tag

    def plan(self) -> None:
        """Open one of the pages that a coordinator works with."""
        visit = f"/staff/visits/{self.chance.choice(self.references)}"
        pages = ["/staff/", visit, visit, visit, "/staff/visits?stage=closed", "/staff/calendar"]
        self.planner.get(self.chance.choice(pages))

    def look_at_own_visits(self) -> None:
        """Open a host's page."""
        self.host.get(self.chance.choice(["/host/", "/host/past"]))

    def be_lost(self) -> None:
        """Open a page that is not there."""
        self.reader.get("/sv/nothing", 404)

    def _language(self) -> str:
        return self.chance.choice(LANGUAGES)

    def _slug(self) -> str:
        return self.chance.choice(list(self.offers))

    def _slots(self, slug: str) -> list[str]:
        first = date.today() + timedelta(days=35 + self.chance.randint(0, 90))  # noqa: DTZ011
        asked = {
            "from": first,
            "to": first + timedelta(days=30),
            "group_size": self.offers[slug]["group_min"],
            "language": "sv",
        }
        answer = self.program.get(f"/api/v1/offers/{slug}/slots?{urlencode(asked)}")
        return [slot["starts_at"] for slot in json.loads(answer)["slots"]]

    def _free_time(self) -> tuple[str, str]:
        while True:
            slug = self._slug()
            if "sv" in self.offers[slug]["languages"] and (slots := self._slots(slug)):
                return slug, self.chance.choice(slots)

    def _facts(self, slug: str) -> dict[str, object]:
        return {
            "group_size": self.offers[slug]["group_min"],
            "language": "sv",
            "organisation_type": "civil_society",
            "contact_name": "Karin Karlsson",
            "contact_email": f"nr{self.chance.randrange(10**9)}@example.org",
            "contact_phone": "070-174 06 05",
            "purpose": "Vi vill se hur ni bygger.",
        }

    def _send_form(self, slug: str, starts_at: str, facts: dict[str, object], status: int) -> None:
        path, choice = f"/sv/visits/{slug}/book", written_start(datetime.fromisoformat(starts_at))
        with closing(Visitor(self.port)) as visitor:
            page = visitor.get(f"{path}?choice={choice}")
            visitor.post(path, {**facts, "csrf_token": token_of(page), "choice": choice}, status)


def token_of(page: str) -> str:
    """Return the token of the form on a page."""
    found = _TOKEN.search(page)
    assert found, f"no token in {page[:500]}"
    return found[1]
