"""The nine offers of the demo arena, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True)
class Stop:
    """One part of a programme."""

    minutes: int
    title_sv: str
    title_en: str
    place: str | None = None


@dataclass(frozen=True)
class Facts:
    """One offer; texts come in pairs (Swedish, English)."""

    code: str
    slug: str
    title: tuple[str, str]
    summary: tuple[str, str]
    description: tuple[str, str]
    audience: tuple[str, str]
    meeting_point: tuple[str, str]
    topic: str
    stops: tuple[Stop, ...]
    group: tuple[int, int]
    languages: tuple[str, ...]
    lead_working_days: int
    fee_sek: int = 0
    fee_reason: tuple[str, str] = ("", "")
    exemptions: tuple[str, ...] = ("education", "city", "media", "protocol", "collaboration")
    advice: tuple[str, str] = ("", "")
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    first_start: time = time(9)
    last_start: time = time(14)
    step_minutes: int = 60
    is_digital: bool = False
    is_open_walk: bool = False

    @property
    def minutes(self) -> int:
        """The length of the visit."""
        return sum(stop.minutes for stop in self.stops)


SQUARE = (
    "Bobergstorget i Gasverket, vid den röda klockan",
    "Bobergstorget in Gasverket, by the red clock",
)
OFFICE = (
    "Projektkontoret, Bobergsgatan 15, entrén mot gården",
    "The project office, Bobergsgatan 15, the entrance from the courtyard",
)
DIRECTIONS = (
    "Tunnelbana till Ropsten, därifrån tio minuters promenad, eller buss 6 till hållplats "
    "Jaktplan. Var på plats tio minuter före start. Det finns få parkeringsplatser för bussar: "
    "släpp av gruppen vid Gasverksvägen.",
    "Metro to Ropsten and a ten-minute walk, or bus 6 to the stop Jaktplan. Be there ten minutes "
    "before the start. There is little room for coaches: let the group off at Gasverksvägen.",
)
OUTDOORS = (
    "Vi är utomhus hela tiden, i alla väder. Ta på er bra skor.",
    "We are outdoors all the time, whatever the weather. Wear good shoes.",
)

OFFERS = (
    Facts(
        code="B1",
        slug="introduktion",
        title=("Introduktion och vandring", "Introduction and walk"),
        summary=(
            "Stadsdelen på nittio minuter: hur den blev till, vad som prövas och vad vi lärt oss.",
            "The district in ninety minutes: how it came about, what is tried and what we learnt.",
        ),
        description=(
            "Vi börjar vid gasklockorna och går genom kvarteren ner mot vattnet. På vägen berättar "
            "värden om kraven som byggaktörerna möter, hur de följs upp och vad som har gått bra "
            "och mindre bra.\n\nVisningen passar er som kommer för första gången.",
            "We begin at the gasholders and walk through the blocks down to the water. On the way "
            "your host tells you about the requirements that developers meet, how they are "
            "followed up, and what went well and less well.\n\nA good choice for a first visit.",
        ),
        audience=(
            "Företag, kommuner, föreningar och andra som vill få en överblick",
            "Companies, municipalities, associations and others who want an overview",
        ),
        meeting_point=SQUARE,
        topic="introduction",
        stops=(
            Stop(
                20, "Gasverket: från energi till stadsdel", "Gasverket: from gas to district", "GV"
            ),
            Stop(
                35, "Husarviken: kvarter, gårdar och vatten", "Husarviken: blocks and water", "HV"
            ),
            Stop(35, "Norra 2: krav, mätning och samtal", "Norra 2: requirements and talk", "N2"),
        ),
        group=(8, 25),
        languages=("sv", "en", "fr", "es"),
        lead_working_days=15,
        fee_sek=2400,
        advice=OUTDOORS,
        last_start=time(15),
    ),
    Facts(
        code="B2",
        slug="energi",
        title=("Fördjupning: energi", "In depth: energy"),
        summary=(
            "Uppmätt energi i bebodda hus, plusenergihusen i Brofästet och vad som skiljer dem åt.",
            "Measured energy in lived-in houses, the plus-energy houses, and what sets them apart.",
        ),
        description=(
            "En presentation av hur energikraven har skärpts etapp för etapp, följd av besök i två "
            "kvarter. Vi visar mätvärden över flera år och talar öppet om skillnaden mellan "
            "beräknat och uppmätt.",
            "A talk on how the energy requirements were tightened stage by stage, then two blocks. "
            "We show measurements over several years and speak openly about the gap between "
            "calculated and measured use.",
        ),
        audience=(
            "Energibolag, fastighetsägare, konsulter och tjänstepersoner",
            "Energy companies, property owners, consultants and officials",
        ),
        meeting_point=OFFICE,
        topic="energy",
        stops=(
            Stop(45, "Presentation: kraven och siffrorna", "Talk: requirements and figures", "PK"),
            Stop(35, "Norra 2: mätning i vardagen", "Norra 2: measuring everyday life", "N2"),
            Stop(40, "Brofästet: teknikrum och solceller", "Brofästet: plant room and solar", "BF"),
        ),
        group=(8, 20),
        languages=("sv", "en"),
        lead_working_days=20,
        fee_sek=3200,
    ),
    Facts(
        code="B3",
        slug="naturen-gor-jobbet",
        title=("Naturen gör jobbet", "Let nature do the work"),
        summary=(
            "Dagvatten, grönytefaktor och gårdar som tål skyfall, i en långsam vandring.",
            "Stormwater, green space factor and courtyards that stand cloudbursts: a slow walk.",
        ),
        description=(
            "Vi följer regnet från taket till viken: gröna tak, regnbäddar, dammar och träd. Ni "
            "får se vad som sköter sig självt och vad som kräver händer.",
            "We follow the rain from the roof to the bay: green roofs, rain beds, ponds and trees. "
            "You see what looks after itself and what needs hands.",
        ),
        audience=(
            "Landskapsarkitekter, VA-bolag, parkförvaltare och nyfikna",
            "Landscape architects, water companies, park managers and the curious",
        ),
        meeting_point=(
            "Båthusparken vid Husarviken, kaféet",
            "Båthusparken by Husarviken, the café",
        ),
        topic="nature",
        stops=(
            Stop(60, "Husarviken: vattnets väg", "Husarviken: the way of the water", "HV"),
            Stop(45, "Norra 2: gårdar och skötsel", "Norra 2: courtyards and upkeep", "N2"),
        ),
        group=(8, 25),
        languages=("sv", "en", "de"),
        lead_working_days=15,
        fee_sek=2600,
        advice=OUTDOORS,
    ),
    Facts(
        code="B4",
        slug="bygglogistik",
        title=("Bygglogistik och massor", "Construction logistics and masses"),
        summary=(
            "Hur tusentals leveranser samordnas och hur berg och jord får nytt liv.",
            "How thousands of deliveries are coordinated, and how rock and soil are used again.",
        ),
        description=(
            "Vi besöker bygglogistikcentret i drift och åker vidare med er buss till platsen där "
            "massorna sorteras. Väst och hjälm lånar ni av oss.",
            "We visit the logistics centre at work and go on in your coach to where masses are "
            "sorted. Vests and helmets are lent to you.",
        ),
        audience=(
            "Byggaktörer, entreprenörer och beställare",
            "Developers, contractors and clients",
        ),
        meeting_point=(
            "Bygglogistikcenter, grinden",
            "The construction logistics centre, the gate",
        ),
        topic="logistics",
        stops=(
            Stop(75, "Bygglogistikcenter", "Construction logistics centre", "BLC"),
            Stop(20, "Förflyttning med er buss", "Transfer in your coach"),
            Stop(55, "Masslogistikcenter", "Mass logistics centre", "MLC"),
        ),
        group=(8, 15),
        languages=("sv", "en"),
        lead_working_days=20,
        fee_sek=3800,
        advice=(
            "Kraftiga skor med hel sula krävs. Ni behöver egen buss.",
            "Sturdy closed shoes are required. You need a coach of your own.",
        ),
        weekdays=(0, 1, 2, 3),
        last_start=time(13),
    ),
    Facts(
        code="B5",
        slug="krav-och-uppfoljning",
        title=("Krav och uppföljning", "Requirements and follow-up"),
        summary=(
            "Kommun till kommun: hur krav skrivs i markanvisning, granskas och följs upp i drift.",
            "City to city: how requirements are written, reviewed and followed up in use.",
        ),
        description=(
            "Ett samtal vid bordet för er som arbetar med samma frågor. Vi går igenom kedjan från "
            "markanvisning till uppföljning efter två år, visar verktyget och lämnar en halvtimme "
            "till era frågor.",
            "A talk around the table for those who do the same work. We go through the chain from "
            "land allocation to follow-up after two years, show the tool, and keep half an hour "
            "for your questions.",
        ),
        audience=(
            "Kommuner, regioner, myndigheter och städer i andra länder",
            "Municipalities, regions, agencies and cities abroad",
        ),
        meeting_point=OFFICE,
        topic="requirements",
        stops=(
            Stop(75, "Kravkedjan och verktyget", "The chain of requirements and the tool", "PK"),
            Stop(45, "Exempel ur projekten", "Cases from the projects", "PK"),
            Stop(30, "Era frågor", "Your questions", "PK"),
        ),
        group=(4, 20),
        languages=("sv", "en", "fr"),
        lead_working_days=15,
        fee_sek=3200,
        last_start=time(13),
    ),
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
