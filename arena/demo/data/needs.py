"""What the demo's city units and partners look for. All are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Partner:
    """Somebody with a partner's account, beside those on the sign-in page."""

    name: str
    email: str
    organisation: str
    type: str
    title: str


PARTNERS = (
    Partner(
        "Tove Törnqvist", "tove@trafik.stad.example", "Demostadens trafikkontor",
        "city_administration", "Strateg för leveranser",
    ),
    Partner(
        "Vera Vass", "vera@vassback.example", "Vassbäck VA-bolag", "utility", "Dagvatteningenjör"
    ),
    Partner(
        "Kaj Kvarnholm", "kaj@betonglabb.example", "Bobergs Betonglabb AB", "small_company",
        "Grundare",
    ),
    Partner(
        "Greta Granat", "greta@kretsloppco.example", "Kretslopp & Co HB", "small_company",
        "Delägare",
    ),
    Partner(
        "Sol Sjögren", "sol@solvind.example", "Solvind Digital AB", "small_company",
        "Produktchef",
    ),
    Partner(
        "Gunnar Gran", "gunnar@granbacken.example", "Granbacken Arkitekter AB", "consultant",
        "Arkitekt",
    ),
)  # fmt: skip

NIGHT: dict[str, Any] = {
    "title_sv": "Tysta leveranser på natten",
    "title_en": "Quiet deliveries at night",
    "problem_sv": (
        "Butiker och förskolor får sina varor på morgonen, när gatorna är som fullast. På natten"
        " finns plats, men lastning och lossning väcker boende: backlarm, bakgavellyftar och"
        " rullburar på kullersten ger upp till 62 dB(A) vid fasad."
    ),
    "problem_en": (
        "Shops and preschools get their goods in the morning, when the streets are fullest."
        " There is room at night, but loading wakes people: reversing alarms, tail lifts and roll"
        " cages on cobbles give up to 62 dB(A) at the façade."
    ),
    "effect_sv": (
        "Minst hälften av leveranserna till kvarteret sker mellan klockan 22 och 6, utan att"
        " bullret vid fasad går över 45 dB(A)."
    ),
    "effect_en": (
        "At least half of the deliveries to the block take place between 22 and 6 without the noise"
        " at the façade exceeding 45 dB(A)."
    ),
    "limits_sv": "Gatan är 6,5 meter bred. Vid lastplatsen finns el, 63 A. Kullersten.",
    "limits_en": "The street is 6.5 metres wide. There is 63 A at the bay. Cobbles.",
    "topics": ("mobility", "logistics"),
    "dialogue": "open",
}
CLIMATE: dict[str, Any] = {
    "title_sv": "Mäta verkligt inneklimat utan sensorer i hemmen",
    "title_en": "Measure real indoor climate without sensors in homes",
    "problem_sv": (
        "Vi vet vad husen använder, men inte hur de känns att bo i. Sensorer i lägenheterna har"
        " boende sagt nej till, och enkäter besvaras av få."
    ),
    "problem_en": (
        "We know what the buildings use, but not how they feel to live in. Residents have said"
        " no to sensors in their homes, and few answer surveys."
    ),
    "effect_sv": "Ett mått på inneklimatet per trapphus och månad, utan uppgifter om enskilda hem.",
    "effect_en": "A measure of indoor climate by stairwell and month, and no data on homes.",
    "topics": ("energy", "data", "housing"),
}
BRICK: dict[str, Any] = {
    "title_sv": "Återbruk av fasadtegel, minst hälften",
    "title_en": "Reuse of façade brick, at least half",
    "problem_sv": (
        "När lokaler från 1960-talet rivs krossas teglet, eftersom cementbruket sitter så hårt att"
        " stenarna går sönder. I våra tre kommande rivningar finns omkring 400 000 tegel."
    ),
    "problem_en": (
        "When premises from the 1960s are taken down the brick is crushed, since the cement mortar"
        " holds so hard that the bricks break. Our next three have about 400,000 of them."
    ),
    "effect_sv": "Minst 50 procent av fasadteglet blir fasadtegel igen, inom tio kilometer.",
    "effect_en": "At least 50 per cent of it becomes façade brick again, within 10 km.",
    "limits_sv": "Rivningarna börjar om sju månader. Bullerkrav som för annan byggtrafik.",
    "limits_en": "Demolition begins in seven months. Noise limits as for other site traffic.",
    "topics": ("reuse", "procurement"),
    "dialogue": "open",
}
STORMWATER: dict[str, Any] = {
    "title_sv": "Renare dagvatten vid piren",
    "title_en": "Cleaner stormwater at the pier",
    "problem_sv": (
        "Dagvattnet från pirens körytor rinner orenat ut i viken. Koppar och zink ligger över"
        " riktvärdet vid vart tredje regn, och det finns ingen plats för dammar."
    ),
    "problem_en": (
        "Stormwater from the pier's roads runs untreated into the bay. Copper and zinc exceed the"
        " guideline in every third rain, and there is no room for ponds."
    ),
    "effect_sv": "Koppar under 18 och zink under 75 mikrogram per liter, mätt över ett år.",
    "effect_en": "Copper below 18 and zinc below 75 micrograms per litre, over a year.",
    "limits_sv": "Kajen tål 2 ton per kvadratmeter. Skötsel högst två gånger om året.",
    "limits_en": "The quay bears 2 tonnes a square metre. Upkeep twice a year at most.",
    "topics": ("nature", "port"),
    "dialogue": "open",
}
WAYFINDING: dict[str, Any] = {
    "title_sv": "Hitta rätt förbi byggen för den som inte ser",
    "title_en": "Wayfinding past building sites for blind visitors",
    "problem_sv": (
        "Gångvägarna läggs om flera gånger i veckan. Den som är blind eller ser dåligt får veta det"
        " först när staketet står där."
    ),
    "topics": ("accessibility", "mobility"),
}
MACHINES: dict[str, Any] = {
    "title_sv": "Fler elmaskiner utan högre effekttopp",
    "title_en": "More electric machines without a higher peak",
    "problem_sv": (
        "Byggena vill köra eldrivna grävmaskiner, men alla laddar vid lunch och klockan fyra. Då"
        " räcker inte anslutningen, och dieselmaskinerna kommer fram igen."
    ),
    "problem_en": (
        "Sites want electric excavators, but all charge at lunch and at four. The connection does"
        " not hold then, and the diesel machines come out again."
    ),
    "effect_sv": "Minst 70 procent av maskintimmarna på el, med en topp på högst 200 kW.",
    "effect_en": "At least 70 per cent of machine hours electric, with a peak of 200 kW at most.",
    "limits_sv": "Anslutningen är 200 kW och kan inte bli större före nästa etapp.",
    "limits_en": "The connection is 200 kW and cannot grow before the next stage.",
    "topics": ("energy", "logistics"),
    "dialogue": "open",
}
HEAT: dict[str, Any] = {
    "title_sv": "Ta vara på värmen från spillvattnet",
    "title_en": "Recover the heat of wastewater",
    "problem_sv": "Spillvattnet lämnar husen med 24 grader, och värmeväxlare sätts igen av fett.",
    "problem_en": "Wastewater leaves at 24 degrees, and heat exchangers clog with grease.",
    "effect_sv": "Tio procent mindre köpt värme, med skötsel högst en gång om året.",
    "effect_en": "Ten per cent less bought heat, with upkeep once a year at most.",
    "topics": ("energy",),
}
