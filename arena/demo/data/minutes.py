"""What the demo's networks talk about, decide and promise. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    """One item: what it is about, what was said, and what came of it; each in both languages.

    `promise` is what somebody then promises to do within `days`.
    """

    title: tuple[str, str]
    kind: str
    minutes: int
    background: tuple[str, str]
    notes: tuple[str, str]
    decision: tuple[str, str] | None = None
    promise: tuple[str, str] | None = None
    days: int = 30
    comes_up_again: bool = False


STANDING = (
    (("Föregående möte", "The last meeting"), "information", 5, False),
    (("Läget hos medlemmarna", "News from the members"), "information", 15, False),
    (("Nästa möte", "Next meeting"), "information", 5, True),
)
TALKS = (
    Talk(
        ("Effekttoppar i vinter", "Peak loads this winter"),
        "discussion",
        40,
        (
            "Timvärden för november till februari finns i bilagan.",
            "Hourly values from November to February are in the annex.",
        ),
        (
            "Tre kvarter hade sin topp samma morgon. Värmepumparna startar samtidigt efter natten,"
            " och det går att sprida dem en timme utan att någon märker det.",
            "Three blocks peaked on the same morning. The heat pumps start together after the"
            " night, and can be spread over an hour without anybody noticing.",
        ),
        promise=("Ta fram ett förslag till spridd start", "Propose a staggered start"),
        days=21,
    ),
    Talk(
        ("Gemensam mätplan", "A shared measuring plan"),
        "decision",
        30,
        (
            "Förslaget har varit ute hos medlemmarna i två veckor.",
            "The proposal has been with the members for two weeks.",
        ),
        (
            "Alla ställde sig bakom planen. Rumstemperatur mäts i var tionde lägenhet.",
            "Everybody was behind the plan. Room temperature is measured in every tenth flat.",
        ),
        decision=(
            "Nätverket antar mätplanen och följer upp den efter ett år.",
            "The network adopts the measuring plan and reviews it after a year.",
        ),
    ),
    Talk(
        ("Masstransporter över Lidingövägen", "Moving masses across Lidingövägen"),
        "discussion",
        25,
        ("", ""),
        (
            "Trafiken tål inte fler transporter före klockan nio. Frågan tas upp igen när"
            " trafikkontoret har svarat.",
            "The road cannot take more transports before nine. It comes up again once the traffic"
            " administration has answered.",
        ),
        promise=("Fråga trafikkontoret om tider", "Ask the traffic administration about times"),
        days=45,
        comes_up_again=True,
    ),
    Talk(
        ("Studiebesök i Hammarby", "A study visit to Hammarby"),
        "decision",
        15,
        ("", ""),
        (
            "Intresset är stort, helst en torsdag i mars.",
            "Many would come, preferably on a Thursday in March.",
        ),
        decision=(
            "Nätverket gör studiebesöket i mars, högst tjugo personer.",
            "The network makes the study visit in March, with at most twenty people.",
        ),
        promise=("Boka dag och guide för studiebesöket", "Book a day and a guide for the visit"),
        days=14,
    ),
    Talk(
        ("Delad laddning i garage", "Shared charging in garages"),
        "discussion",
        30,
        (
            "Erfarenheter från två föreningar, se underlaget.",
            "What two housing associations have learnt, see the paper.",
        ),
        (
            "Lastbalansering räcker för två av tre garage. Det tredje behöver en ny servis.",
            "Load balancing is enough for two of three garages. The third needs a new connection.",
        ),
        promise=("Begära pris på ny servis", "Ask for a price for the connection"),
        days=28,
    ),
)
DONE = ("Klart, se bilagan.", "Done, see the annex.")
DOCUMENT = ("Underlag till mötet", "Paper for the meeting")
CORRECTION = (
    "I punkt 3 ska det stå var femte lägenhet.",
    "Item 3 should say every fifth flat.",
)
