"""What partners of the demo arena offer. All of it is invented, and so are the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Proposal:
    """An offer in one language or both; `months` ago it was written."""

    organisation: str
    kind: str
    topics: tuple[str, ...]
    sv: tuple[str, str] | None = None  # Title and words.
    en: tuple[str, str] | None = None
    takes_sv: str = ""
    limits_sv: str = ""
    audience: str = "partners"
    link: str = ""
    months: int = 3


PROPOSALS = (
    Proposal("Norrskär Energi AB", "solution", ("energy", "logistics"),
        ("Batteribuffert för eldrivna arbetsmaskiner",
         "En container på 600 kWh laddar grävmaskiner och hjullastare snabbt från en liten"
         " anslutning och kapar effekttoppen på bygget."),
        ("Battery buffer for electric construction machines",
         "A 600 kWh container charges excavators and wheel loaders fast from a small grid"
         " connection, and cuts the peak load of the site."),
        "Plats för en container och en anslutning på 63 A.", "Två containrar, i hela länet.",
        "public", "https://norrskar.example/batteribuffert Mätningar från två byggen"),
    Proposal("Norrskär Energi AB", "solution", ("energy", "housing"),
        ("Styrning av värmepumpar och elbilsladdning",
         "Kapar effekttoppen i flerbostadshus utan att någon fryser. Fyra fastigheter har följts i"
         " två vintrar.")),
    Proposal("Norrskär Energi AB", "competence", ("energy",),
        ("Rådgivning om elnät på byggarbetsplatser",
         "Vi räknar på effektbehov och abonnemang innan maskinerna beställs. Två dagar per bygge."),
        limits_sv="Högst sex byggen i kvartalet."),
    Proposal("Norrskär Energi AB", "site", ("mobility",),
        ("Laddplats för nattens leveranser",
         "Tysta laddare för eldrivna lastbilar, två kvarter från torget, öppna på natten."),
        limits_sv="Fyra platser, klockan 21 till 6."),
    Proposal("Fjällnäs Fastigheter AB", "site", ("housing", "data"),
        ("Åttio lägenheter att mäta inneklimat i",
         "Tre hus med frånluft, där ventilationen redan loggar temperatur och fukt. Hyresgästerna"
         " är vana vid forskning, men vill inte ha givare i sovrummen."),
        ("Eighty homes for trying out indoor climate measurements",
         "Three buildings with exhaust air, where the ventilation already logs temperature and"
         " humidity. The tenants do not want sensors in their bedrooms."),
        "Samtycke från hyresgästföreningen.", "September till maj."),
    Proposal("Fjällnäs Fastigheter AB", "site", ("reuse",),
        ("Gårdshus där återbrukat tegel får synas",
         "Ett gårdshus på 120 kvadratmeter som ska byggas om. Fasaden får gärna bli av begagnat"
         " tegel."), months=8),
    Proposal("Bobergs Betonglabb AB", "solution", ("climate", "port"), None,
        ("Slag concrete for marine decks",
         "Concrete with half the carbon footprint, tested for frost and salt on a quay."),
        audience="public"),
    Proposal("Bobergs Betonglabb AB", "competence", ("reuse",),
        ("Provning av begagnat tegel",
         "Vi provar hållfasthet, frost och salter i tegelsten som ska användas igen i fasad, och"
         " skriver intyg."), takes_sv="Tjugo stenar från varje parti."),
    Proposal("Kretslopp & Co HB", "solution", ("reuse",),
        ("Tegelrens på plats",
         "En mobil anläggning som rensar murtegel från bruk efter selektiv rivning. 1 500 stenar"
         " om dagen, sorterade på pall."),
        ("Cleaning of bricks on site",
         "A mobile plant cleans façade bricks from mortar after selective demolition, for reuse."
         " 1,500 bricks a day."),
        "En plan yta på 200 kvadratmeter, el och vatten.", "Vi kommer till hela Mälardalen.",
        "public"),
    Proposal("Vassbäck VA-bolag", "solution", ("nature", "port"),
        ("Filterbrunnar för dagvatten vid kaj",
         "Kassetter i vanliga brunnar fångar metaller, olja och partiklar innan vattnet når"
         " viken."),
        ("Filter wells for stormwater at quays",
         "Cassettes catch metals, oil and particles before the runoff reaches the bay."),
        "Slamsugning två gånger om året.", audience="public"),
    Proposal("Vassbäck VA-bolag", "competence", ("nature",),
        ("Provtagning av vatten",
         "Vi tar prov vid regn, dygnet runt, och analyserar koppar, zink och olja.")),
    Proposal("Granbacken Arkitekter AB", "competence", ("accessibility",),
        ("Vägvisning för blinda och synskadade",
         "Vi ritar taktila ledstråk och tillfälliga gångvägar förbi byggarbetsplatser tillsammans"
         " med dem som ska gå där."),
        ("Wayfinding for people who cannot see",
         "We design tactile paths and temporary footways past construction sites, together with"
         " those who walk there."), audience="public"),
    Proposal("Granbacken Arkitekter AB", "competence", ("nature", "climate"), None,
        ("Design of rain beds and cloudburst streets",
         "Landscape architects who draw streets that hold back heavy rain and stay green.")),
    Proposal("Solvind Digital AB", "solution", ("accessibility", "data"), None,
        ("Audio beacons for temporary footways",
         "A phone app and small beacons guide visually impaired pedestrians around works that move"
         " every week."), audience="public"),
    Proposal("Solvind Digital AB", "solution", ("data",),
        ("Öppen mätdata för kvarter",
         "Vi samlar mätvärden från buller, luft och trafik och gör dem öppna."), months=11),
    Proposal("Bygg & Ro i Norden AB", "solution", ("mobility", "logistics"),
        ("Tysta nattleveranser med eldrivna lastbilar",
         "Lastbilar, pallyftare och rullburar med mjuka hjul. Uppmätt 42 dB vid fasad, även vid"
         " lossning."),
        ("Quiet night deliveries by electric lorry",
         "Lorries, pallet trucks and roll cages on soft wheels. Measured at 42 dB at the façade,"
         " also while unloading."),
        "En lastplats där ingen bor rakt ovanför.", "Fyra bilar, från mars."),
    Proposal("Tallåsens tekniska högskola", "research", ("housing", "data"),
        ("Inneklimat ur frånluften",
         "Forskargrupp som räknar fram temperatur och fukt i lägenheter ur ventilationens egna"
         " mätvärden, utan givare i hemmen."),
        ("Indoor climate from exhaust air",
         "A research group derives temperature and humidity in homes from the ventilation's own"
         " measurements, without sensors in any home."), audience="public"),
    Proposal("Tallåsens tekniska högskola", "research", ("mobility",), None,
        ("Acoustic measurements at night",
         "We follow noise at façades before and after a change of deliveries, and ask residents"
         " how they sleep.")),
    Proposal("Institutet för Urban Cirkularitet", "research", ("reuse", "requirements"),
        ("Utvärdering av återbruk i byggen",
         "Vi följer mängder, kostnader och klimatpåverkan från rivning till ny fasad."),
        ("Evaluation of reuse in construction",
         "We follow quantities, costs and carbon from demolition to a new façade.")),
    Proposal("Klimatklustret Öst", "money", ("reuse", "energy", "nature"),
        ("Medel till förstudier",
         "Upp till 300 000 kronor till förstudier om återbruk, dagvatten eller eldrivna"
         " arbetsmaskiner. Halva kostnaden, två ansökningar om året."), audience="public",
        limits_sv="Minst två parter, varav en offentlig."),
    Proposal("Framtidsfonden för hållbara städer", "money", ("climate",),
        ("Lån till det som minskar klimatavtryck",
         "Lån utan ränta i tre år till investeringar i betong, trä och fönster med lågt"
         " klimatavtryck."),
        ("Loans for lower carbon footprints",
         "Loans without interest for three years."), audience="staff"),
    Proposal("Kajkvarterets boendeförening", "site", ("mobility", "learning"),
        ("Gårdar och boende som testar",
         "Nittio hushåll vid kajen berättar gärna hur natten låter, och visar var leveranser"
         " stör."), months=5),
)  # fmt: skip

# A need that one of the arena's own leads in a city unit's place.
CHARGING: dict[str, Any] = {
    "title_sv": "Ladda eldrivna lastbilar på natten utan att väcka någon",
    "title_en": "Charge electric lorries at night without waking anybody",
    "problem_sv": "Leveranserna blir tysta först när bilarna kan ladda nära kvarteret. Dagens"
    " laddare surrar, och elnätet är fullt på kvällen.",
    "problem_en": "Deliveries are silent only once lorries can charge near the block. Today's"
    " chargers hum, and the grid is full in the evening.",
    "effect_sv": "Fyra laddplatser som används på natten och inte hörs vid fasad.",
    "effect_en": "Four charging places that are used at night and not heard at the façade.",
    "limits_sv": "Ingen ny nätstation före nästa år.",
    "limits_en": "No new substation before next year.",
    "topics": ("mobility", "energy"),
}
