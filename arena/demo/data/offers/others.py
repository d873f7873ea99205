"""Delegations, schools, digital visits and open walks."""

from __future__ import annotations

from datetime import time

from arena.demo.data.offers.shape import Facts, Stop
from arena.demo.data.offers.words import OFFICE, OUTDOORS, SQUARE

OTHERS = (
    Facts(
        code="B6",
        slug="delegation",
        title=("Delegationsprogram, halvdag", "Delegation programme, half a day"),
        summary=(
            "Ett sammansatt program med presentation, vandring och samtal, efter era frågor.",
            "A composed programme of talk, walk and round table, built on your questions.",
        ),
        description=(
            "För besöksdelegationer med särskilda önskemål. Vi sätter samman ett program på fyra "
            "timmar efter det ni vill veta och hör av oss för att planera det tillsammans. Ta "
            "gärna med egen tolk: räkna då med att allt tar längre tid.",
            "For visiting delegations with wishes of their own. We compose four hours around what "
            "you want to know and get in touch to plan it together. Bring an interpreter if you "
            "like: everything then takes longer.",
        ),
        audience=(
            "Besöksdelegationer från städer, regeringar och näringsliv",
            "Visiting delegations of cities, governments and business",
        ),
        meeting_point=OFFICE,
        topic="delegation",
        stops=(
            Stop(70, "Välkomst och presentation", "Welcome and presentation", "PK"),
            Stop(20, "Kaffe och samtal", "Coffee and talk", "PK"),
            Stop(80, "Vandring: Husarviken", "Walk: Husarviken", "HV"),
            Stop(70, "Rundabordssamtal", "Round table", "VR"),
        ),
        group=(5, 25),
        languages=("sv", "en", "fr"),
        lead_working_days=30,
        fee_sek=7500,
        last_start=time(12),
    ),
    Facts(
        code="B7",
        slug="studenter",
        title=("För skolor och studenter", "For schools and students"),
        summary=(
            "En vandring med plats för frågor. Fler än 25 delas på två värdar.",
            "A walk with room for questions. More than 25 are shared between two hosts.",
        ),
        description=(
            "Berätta vilken kurs ni läser, så väljer värden exempel som hör ihop med den. Grupper "
            "över 25 personer delas i två och möts på slutet.",
            "Tell us which course you take, and your host chooses cases that go with it. Groups "
            "above 25 are split in two and meet again at the end.",
        ),
        audience=("Gymnasier, folkhögskolor och lärosäten", "Schools, colleges and universities"),
        meeting_point=SQUARE,
        topic="introduction",
        stops=(
            Stop(35, "Gasverket", "Gasverket", "GV"),
            Stop(40, "Husarviken", "Husarviken", "HV"),
        ),
        group=(10, 50),
        languages=("sv", "en"),
        lead_working_days=15,
        fee_reason=("Utbildning är avgiftsfri.", "Education is free of charge."),
        exemptions=(),
        advice=OUTDOORS,
        last_start=time(15),
    ),
    Facts(
        code="B8",
        slug="digitalt",
        title=("Digitalt besök", "Digital visit"),
        summary=(
            "En timme på skärm med film, presentation och era frågor.",
            "An hour on screen with film, talk and your questions.",
        ),
        description=(
            "Ni får en länk dagen före. Skicka gärna frågor i förväg, så hinner värden ta fram "
            "siffrorna. Vi spelar inte in om ni inte ber om det.",
            "You get a link the day before. Send questions ahead, so that your host has the "
            "figures at hand. We do not record unless you ask.",
        ),
        audience=(
            "Grupper som inte kan resa hit, var i världen de än är",
            "Groups that cannot travel here, wherever they are",
        ),
        meeting_point=("På nätet: länken kommer per e-post", "Online: the link comes by e-mail"),
        topic="introduction",
        stops=(
            Stop(35, "Film och presentation", "Film and talk", "DS"),
            Stop(25, "Era frågor", "Your questions", "DS"),
        ),
        group=(5, 100),
        languages=("sv", "en", "zh", "es"),
        lead_working_days=5,
        fee_sek=1200,
        first_start=time(8),
        last_start=time(16),
        is_digital=True,
    ),
    Facts(
        code="B9",
        slug="oppen-vandring",
        title=("Öppen vandring för invånare", "Open walk for residents"),
        summary=(
            "Kom ensam eller tillsammans: anmäl dig till en vandring som redan är planerad.",
            "Come alone or together: sign up for a walk that is already planned.",
        ),
        description=(
            "Vad byggs, vad händer sedan och vem bestämmer? En kvällsvandring för dig som bor "
            "eller arbetar här, eller bara är nyfiken. En gång i månaden går vi på engelska.",
            "What is being built, what comes next and who decides? An evening walk for those who "
            "live or work here, or are just curious. Once a month we walk in English.",
        ),
        audience=("Alla", "Everybody"),
        meeting_point=SQUARE,
        topic="introduction",
        stops=(
            Stop(40, "Gasverket", "Gasverket", "GV"),
            Stop(50, "Husarviken", "Husarviken", "HV"),
        ),
        group=(1, 25),
        languages=("sv", "en"),
        lead_working_days=0,
        fee_reason=("Öppna vandringar är avgiftsfria.", "Open walks are free of charge."),
        exemptions=(),
        advice=OUTDOORS,
        first_start=time(17),
        last_start=time(18),
        is_open_walk=True,
    ),
)
