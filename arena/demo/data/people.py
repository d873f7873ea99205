"""Staff, hosts and partners of the demo arena. All are invented."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "arena-demo"  # noqa: S105 - it is on the demo's sign-in page


@dataclass(frozen=True)
class Colleague:
    """Somebody who signs in; with `languages` also somebody who hosts."""

    email: str
    name: str
    role: str
    phone: str = ""
    language: str = "sv"
    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    max_per_week: int | None = None


EVERYTHING = ("introduction", "energy", "nature", "logistics", "requirements", "delegation")
WALKS = ("introduction", "nature")

COLLEAGUES = (
    Colleague("admin@arena.example", "Dana Dahlgren", "admin", "+46701740605"),
    Colleague("coordinator@arena.example", "Alice Almgren", "coordinator", "+46701740606"),
    Colleague("bob@arena.example", "Bob Bergvall", "coordinator", "+46701740607"),
    Colleague("mirja@arena.example", "Mirja Mäkelä", "coordinator", "+46701740608"),
    Colleague("analyst@arena.example", "Arvid Åström", "analyst", "+46701740609"),
    Colleague("partner@arena.example", "Petra Pålsson", "partner", "+46701740610"),
    Colleague(
        "host@arena.example",
        "Hedda Hökmark",
        "host",
        "+46701740611",
        languages=("sv", "en"),
        topics=EVERYTHING,
    ),
    Colleague(
        "jonas@arena.example",
        "Jonas Järvklint",
        "host",
        "+46701740612",
        languages=("sv", "en"),
        topics=("introduction", "energy", "requirements", "delegation"),
    ),
    Colleague(
        "lena@arena.example",
        "Lena Löfkvist",
        "host",
        "+46701740613",
        languages=("sv", "en", "de"),
        topics=("introduction", "nature", "delegation"),
    ),
    Colleague(
        "karl@arena.example",
        "Karl Kvarnström",
        "host",
        "+46701740614",
        languages=("sv", "en", "de"),
        topics=("introduction", "nature", "energy"),
    ),
    Colleague(
        "amelie@arena.example",
        "Amélie Ågren",
        "host",
        "+46701740615",
        language="en",
        languages=("sv", "en", "fr"),
        topics=("introduction", "requirements", "delegation"),
    ),
    Colleague(
        "ines@arena.example",
        "Inés Ivarsson",
        "host",
        "+46701740616",
        languages=("sv", "en", "es"),
        topics=WALKS,
        max_per_week=4,
    ),
    Colleague(
        "tor@arena.example",
        "Tor Tegelberg",
        "host",
        "+46701740617",
        languages=("sv", "en"),
        topics=("introduction", "logistics", "energy"),
    ),
    Colleague(
        "wei@arena.example",
        "Wei Wallmark",
        "host",
        "+46701740618",
        language="en",
        languages=("sv", "en", "zh"),
        topics=("introduction", "energy", "requirements", "logistics"),
    ),
)

# Those whom the sign-in page offers.
SIGN_INS = tuple(
    person
    for person in COLLEAGUES
    if person.email.partition("@")[0] in ("admin", "coordinator", "host", "analyst", "partner")
)

FIRST_NAMES = (
    "Åsa", "Örjan", "Ängla", "Mikael", "Siri", "Fatima", "Yusuf", "Kristina", "Björn", "Elin",
    "Oskar", "Leila", "Göran", "Sofia", "Nils", "Hanna", "Tuomas", "Ingrid", "Pär", "Zahra",
)  # fmt: skip
LAST_NAMES = (
    "O'Brien", "Åkerblom", "Öhrn", "Lindqvist Sand", "Björkhagen", "Dufva", "Ekdahl", "Frisk",
    "Gran", "Hamrin", "Isaksdotter", "Jernberg", "Kvist", "Ljungås", "Mörk", "Norén", "Åhs",
    "Palmvik", "Rask", "Sävström",
)  # fmt: skip
FOREIGN_NAMES = {
    "GB": ("Imogen Hartley", "Tariq Wells"),
    "DE": ("Jürgen Lindenauer", "Käthe Groß"),
    "IT": ("Chiara Portoserena", "Niccolò D'Amico"),
    "JP": ("川西 恵子", "Kawanishi Haruto"),
    "CL": ("Ñusta Valdés", "Joaquín Peñaloza"),
    "DK": ("Søren Nyhavn", "Mette Ærø"),
    "NO": ("Ragnhild Fjordnes", "Håkon Ås"),
    "FI": ("Päivi Saarinen-Holm", "Veikko"),
    "FR": ("Noëlle Garçon", "Thérèse d'Aubigné"),
    "NL": ("Joost van der Kade", "Anke IJsselstein"),
    "US": ("Dana Whitfield", "Marcus Oyelaran"),
    "KR": ("김서연", "Park Jiho"),
    "CN": ("王小明", "Li Na"),
    "XX": ("Élodie Norrland", "Aurèle Norrland"),
}
