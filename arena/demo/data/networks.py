"""The demo's networks, their members and agreements. All organisations and people are invented."""

from __future__ import annotations

from dataclasses import dataclass

from arena.demo.data.organisations import KNOWN, SWEDISH, Body
from arena.networks.rules.joining import PUBLIC_BODIES

JOINED = (
    Body("Demostadens exploateringskontor", "city_administration", "exploatering.stad.example"),
    Body("Demostadens fastighetskontor", "city_administration", "fastighet.stad.example"),
    Body("Demostadens Vatten och Avfall AB", "city_company", "va.stad.example"),
    Body("Hällnäs kommun", "municipality", "hallnas.example"),
    Body("Sundsåkers kommun", "municipality", "sundsaker.example"),
    Body("Rådet för offentliga inköp", "agency", "inkopsradet.example"),
    Body("Strandlinjen Bostad AB", "developer", "strandlinjen.example"),
    Body("Ekporten Fastigheter AB", "developer", "ekporten.example"),
    Body("Hamnplan Utveckling AB", "developer", "hamnplan.example"),
    Body("Björkliden Bostäder AB", "developer", "bjorkliden.example"),
    Body("Siktlinje Landskap AB", "consultant", "siktlinje.example"),
    Body("Bärande Konstruktion AB", "consultant", "barande.example"),
    Body("Mark & Grundvatten i Öst AB", "consultant", "markgrund.example"),
    Body("Effektvakten AB", "small_company", "effektvakten.example"),
    Body("Massflytt Logistik AB", "small_company", "massflytt.example"),
    Body("Tystmaskin AB", "small_company", "tystmaskin.example"),
    Body("Regnbädd & Rot AB", "small_company", "regnbadd.example"),
    Body("Sjöängens universitet", "university", "sjoangen-uni.example"),
    Body("Vatteninstitutet", "institute", "vatteninstitutet.example"),
    Body("Fjärrvärme Öst AB", "utility", "fjarrvarmeost.example"),
    Body("Byggmaskinförbundet", "trade_body", "byggmaskin.example"),
    Body("Kolonins odlarförening", "civil_society", "kolonin.example"),
    Body("Cykelvännerna i Norra hamnen", "civil_society", "cykelvanner.example"),
)
# Who applies or is invited is in no network yet.
OUTSIDE = ("Solvind Digital AB", "Kretslopp & Co HB", "Framtidsfonden för hållbara städer")
ALL = tuple(body for body in (*KNOWN, *SWEDISH, *JOINED) if body.name not in OUTSIDE)
BUILDING = frozenset(
    {
        *("utility", "developer", "consultant", "large_company", "small_company", "university"),
        *("institute", "trade_body", "civil_society", *PUBLIC_BODIES),
    }
)


@dataclass(frozen=True)
class Union:
    """A network: texts by language, how many members it has, and who chairs it."""

    name: tuple[str, str]
    purpose: tuple[str, str]
    charter: tuple[str, str]
    rhythm: tuple[str, str]
    groups: tuple[tuple[str, str], ...]
    members: int
    first: str  # The member whose person is the chair; "" for somebody of the arena.
    topics: tuple[str, ...]
    founded_days_ago: int
    is_public: bool = True
    by_application: bool = True
    kinds: frozenset[str] = BUILDING
    public_bodies_only: bool = False
    starting_at: int = 0  # Where in the list of organisations it begins to look for members.


UNIONS = (
    Union(
        ("Nätverk Klimatpositiva kvarter", "Network Climate-positive Blocks"),
        (
            "Byggaktörer, energibolag, lärosäten och stadens förvaltningar som tillsammans gör"
            " kvarter klimatpositiva: mindre effekt, mindre köpt energi, mer återbruk.",
            "Developers, utilities, universities and city units that make blocks climate-positive"
            " together: less peak power, less bought energy, more reuse.",
        ),
        (
            "Nätverkets uppgift är att pröva och sprida det som minskar kvarterens effekttopp och"
            " köpta energi.\n\nKärnan möts fyra gånger om året. Arbetsgrupperna lämnar ett underlag"
            " före varje möte. Beslut fattas i samförstånd; ordföranden avgör vad som tas upp.\n\n"
            "Ingen medlem får genom nätverket en fördel i en upphandling.",
            "The network's task is to try and spread what lowers the peak power and bought energy"
            " of blocks.\n\nThe core meets four times a year. The working groups hand in their work"
            " before each meeting. Decisions are made by consent; the chair decides what is taken"
            " up.\n\nNo member gains an advantage in a tender through the network.",
        ),
        (
            "Fyra möten om året, v. 6, 20, 37 och 47",
            "Four meetings a year, weeks 6, 20, 37 and 47",
        ),
        (
            ("Effekt & flexibilitet", "Power & Flexibility"),
            ("Byggnadens sista kWh", "The Building's Last kWh"),
        ),
        31,
        "Norrskär Energi AB",
        ("energy", "requirements"),
        700,
    ),
    Union(
        ("Cirkulär mark och massor", "Circular Ground and Masses"),
        (
            "Vi flyttar färre massor och använder dem igen: sulfidberg, lera och asfalt blir"
            " resurser i stället för transporter.",
            "We move fewer masses and use them again: sulphide rock, clay and asphalt become"
            " resources instead of transports.",
        ),
        (
            "Nätverket samlar dem som gräver, transporterar och lagrar massor.\n\nDet möts sex"
            " gånger om året, varannan gång på en byggplats. Mätdata delas mellan medlemmarna och"
            " publiceras en gång om året.",
            "The network gathers those who dig, move and store masses.\n\nIt meets six times a"
            " year, every other time on a site. Data are shared among the members and published"
            " once a year.",
        ),
        ("Sex möten om året", "Six meetings a year"),
        (("Sulfidberg", "Sulphide Rock"), ("Elektriska arbetsmaskiner", "Electric Machines")),
        18,
        "Bobergs Betonglabb AB",
        ("logistics",),
        560,
        starting_at=2,
    ),
    Union(
        ("Blågrönt forum", "Blue-green Forum"),
        (
            "Grönska och vatten i en tät stad: hur regnbäddar, träd och skyfallsvägar byggs, sköts"
            " och mäts.",
            "Greenery and water in a dense city: how rain beds, trees and cloudburst routes are"
            " built, kept and measured.",
        ),
        (
            "Forumet sprider erfarenheter av grönyta och dagvatten mellan dem som planerar, bygger"
            " och sköter.\n\nTre möten och en vandring om året. Alla medlemmar får föreslå"
            " frågor.",
            "The forum spreads experience of green space and stormwater among those who plan, build"
            " and keep it.\n\nThree meetings and a walk a year. Every member may propose"
            " questions.",
        ),
        ("Tre möten och en vandring om året", "Three meetings and a walk a year"),
        (("GYF 3.0", "Green Space Index 3.0"), ("Skyfallsvägar", "Cloudburst Routes")),
        24,
        "Granbacken Arkitekter AB",
        ("nature",),
        480,
        starting_at=7,
    ),
    Union(
        ("Beställarnätverk innovativ upphandling", "Buyers' Network for Innovative Procurement"),
        (
            "Offentliga beställare som lär av varandra: krav, klausuler och hur man upphandlar det"
            " som ännu inte finns.",
            "Public buyers who learn from each other: requirements, clauses and how to procure what"
            " does not exist yet.",
        ),
        (
            "Nätverket är öppet för offentliga organisationer.\n\nDet möts fem gånger om året och"
            " förvaltar en gemensam klausulbank. Det som sägs om en pågående upphandling stannar i"
            " rummet.",
            "The network is open to public bodies.\n\nIt meets five times a year and keeps a common"
            " bank of clauses. What is said of an ongoing tender stays in the room.",
        ),
        ("Fem möten om året", "Five meetings a year"),
        (("Klausulbank", "Bank of Clauses"),),
        14,
        "Region Mellanvik",
        ("requirements",),
        430,
        by_application=False,
        kinds=frozenset(PUBLIC_BODIES),
        public_bodies_only=True,
    ),
    Union(
        ("Värdnätverket", "The Hosts' Network"),
        (
            "De som tar emot besök på sina platser: hur grupper bemöts, vad som får visas och vad"
            " som gäller för säkerheten.",
            "Those who receive visitors at their sites: how groups are met, what may be shown and"
            " what holds for safety.",
        ),
        (
            "Värdnätverket är slutet: här talas om skydd, koder och vad som inte får visas.\n\nDet"
            " möts två gånger om året.",
            "The hosts' network is closed: it talks of protection, codes and what may not be"
            " shown.\n\nIt meets twice a year.",
        ),
        ("Två möten om året", "Two meetings a year"),
        (("Bemötande & säkerhet", "Reception & Safety"),),
        22,
        "",
        ("introduction",),
        380,
        is_public=False,
        by_application=False,
        starting_at=13,
    ),
)


@dataclass(frozen=True)
class Deal:
    """An agreement with the city: with whom, from when, and for how many days from today."""

    type: str
    title: str
    summary: str
    partner: str
    days_ago: int
    days_left: int | None
    registry_number: str
    union: str = ""
    settles: tuple[str, ...] = ()
    review_in: int | None = None
    next_meeting_in: int | None = None


CITY = "Demostadens exploateringskontor"
_MARK, _FORUM = UNIONS[1].name[0], UNIONS[2].name[0]
_KLIMAT = UNIONS[0].name[0]
DEALS = (
    Deal(
        "mou", "Samförståndsavtal med City of Aldermoor",
        "Städerna delar erfarenheter av klimatneutrala stadsdelar. En gemensam arbetsgrupp möts"
        " minst en gång om året, växelvis i städerna.",
        "City of Aldermoor", 500, 960, "2025-0113", next_meeting_in=110,
    ),
    Deal(
        "mou", "Samförståndsavtal med Stadt Lindenau am See",
        "Utbyte om skyfall och grönska i tät stad, med ett årligt möte och utbyte av tjänstemän.",
        "Stadt Lindenau am See", 300, 800, "2026-0042", _FORUM, next_meeting_in=200,
    ),
    Deal(
        "collaboration", "Samverkan om lokala flexibilitetsmarknader",
        "Norrskär öppnar mätdata från fyra nätstationer; staden låter fastigheter styras.",
        "Norrskär Energi AB", 640, 45, "2025-0021", _KLIMAT, review_in=12,
    ),
    Deal(
        "collaboration", "Samverkan om återbruk i kvarteret Fjällnäs",
        "Inventering och återbruk av stommar och fasadtegel.",
        "Fjällnäs Fastigheter AB", 540, -20, "2025-0077", _MARK,
    ),
    Deal(
        "collaboration", "Forskarutbyte med Tallåsens tekniska högskola",
        "Doktorander arbetar i stadens projekt; resultaten publiceras öppet.",
        "Tallåsens tekniska högskola", 400, 700, "2025-0204", _KLIMAT, review_in=-3,
    ),
    Deal(
        "collaboration", "Mätning av materialflöden",
        "Institutet följer massor och material i två etapper.",
        "Institutet för Urban Cirkularitet", 360, 370, "2025-0255", _MARK,
    ),
    Deal(
        "collaboration", "Värdskap för internationella besök",
        "Klustret deltar i programmen och tar emot delegationer hos sina medlemmar.",
        "Klimatklustret Öst", 280, None, "2026-0061",
    ),
    Deal(
        "collaboration", "Gemensam övning inför skyfall",
        "En övning om året och delade kartor över skyfallsvägar.",
        "Vassbäck VA-bolag", 200, 530, "2026-0098", _FORUM,
    ),
    Deal(
        "pre_procurement", "Utveckling av lågklinkerbetong i kajdäck",
        "Gemensam utveckling och provning innan staden upphandlar.",
        "Bobergs Betonglabb AB", 90, 275, "2026-0140", _MARK,
        settles=("state_aid", "ipr", "liability"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """An application that waits, or an invitation."""

    body: str
    union: str
    name: str
    email: str
    words: str
    hours_ago: int
    language: str = "sv"


APPLICATIONS = (
    Wish(
        "Solvind Digital AB", _KLIMAT, "Siv Solander", "siv.solander@solvind.example",
        "Vi styr laddning och värmepumpar i fyra hus och vill dela våra mätdata.", 70,
    ),
    Wish(
        "Kretslopp & Co HB", _MARK, "Kalle Kretz", "kalle@kretsloppco.example",
        "Vi siktar och säljer schaktmassor och letar efter fler som vill ta emot.", 26,
    ),
)  # fmt: skip
INVITATION = Wish(
    "Framtidsfonden för hållbara städer", _FORUM, "Fanny Frisk",
    "fanny.frisk@framtidsfonden.example",
    "Ni finansierar flera av de regnbäddar vi talar om. Kom och lyssna!", 50,
)  # fmt: skip
