"""When the demo's networks meet, and what about. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Rhythm:
    """A network's meetings: its Swedish name, the weeks of each year, and where.

    `months_back` and `months_ahead` say which of them there are.
    """

    network: str
    title: tuple[str, str]
    weeks: tuple[int, ...]
    weekday: int
    at: time
    minutes: int
    room: str
    months_back: int
    months_ahead: int
    purposes: tuple[str, ...]
    video_link: str = ""
    is_public: bool = False
    guest: tuple[str, str, str] | None = None


RHYTHMS = (
    Rhythm(
        "Nätverk Klimatpositiva kvarter",
        ("Klimatpositiva kvarter: nätverksmöte", "Climate-positive blocks: network meeting"),
        (6, 20, 37, 47),
        1,
        time(13),
        180,
        "VR",
        20,
        8,
        (
            "Effekttoppar i vinter: vad kvarteren kan styra tillsammans.",
            "Byggnadens sista kilowattimme: läget i de tre pilotkvarteren.",
            "Flexibilitet som tjänst. Elnätsbolaget berättar om sin modell.",
            "Året som gick, och vad vi gör gemensamt nästa år.",
        ),
        video_link="https://video.arena.example/klimatpositiva-kvarter",
    ),
    Rhythm(
        "Cirkulär mark och massor",
        ("Cirkulär mark och massor: möte", "Circular ground and masses: meeting"),
        (4, 12, 21, 35, 42, 49),
        2,
        time(9),
        120,
        "VR1",
        10,
        6,
        (
            "Sulfidberg: hur vi provtar, lagrar och använder det.",
            "Elektriska arbetsmaskiner: laddning på trånga arbetsplatser.",
            "Massbalans för nästa etapp.",
        ),
    ),
    Rhythm(
        "Blågrönt forum",
        ("Blågrönt forum", "Blue-green forum"),
        (10, 23, 40),
        3,
        time(14),
        150,
        "",
        18,
        11,
        (
            "Skyfallsvägar genom befintlig bebyggelse. Vi avslutar med en promenad.",
            "Grönytefaktor 3.0: erfarenheter från de första bygglov som prövats.",
        ),
        is_public=True,
        guest=("Karin Källa", "karin.kalla@vattenliv.example", "Vattenliv konsult"),
    ),
    Rhythm(
        "Beställarnätverk innovativ upphandling",
        ("Beställarnätverket: möte", "Buyers’ network: meeting"),
        (5, 14, 24, 38, 46),
        0,
        time(13),
        120,
        "VR2",
        12,
        7,
        (
            "Klausulbanken: nya texter om elektriska maskiner.",
            "Marknadsdialog i praktiken: två kommuner berättar.",
            "Uppföljning av innovationsklausuler.",
        ),
        video_link="https://video.arena.example/bestallarna",
    ),
    Rhythm(
        "Värdnätverket",
        ("Värdnätverket: halvårsmöte", "Host network: half-yearly meeting"),
        (9, 41),
        4,
        time(9),
        120,
        "VR",
        26,
        10,
        (
            "Bemötande och säkerhet när grupperna blir större.",
            "Vårens besök: hur många, varifrån och vad de ville se.",
        ),
    ),
)
WORDS = (
    "Välkomna! Säg gärna i förväg om det är något ni vill ta upp.",
    "Underlagen ligger på mötets sida. Vi bjuder på kaffe från en halvtimme före.",
    "",
)
ANSWERS = (
    "Kommer en kvart senare.",
    "Äter vegetariskt.",
    "Tar med en kollega om det går bra.",
    "Måste gå klockan tre.",
)
ELSEWHERE = "Stadshuset, Ragnar Östbergs plan 1, Stockholm"
