"""Needs and offers, invented for measuring how well they find each other, in both languages."""

from __future__ import annotations

# name: (language, title, body) of each language that it stands in, and its topics.
NEEDS = {
    "dagvatten": (
        [
            (
                "sv",
                "Dagvattenrening vid kaj",
                "Vattnet som rinner av kajen för med sig metaller och olja ut i viken. Vi söker "
                "en lösning som tar liten plats och tål tung trafik.",
            )
        ],
        ["nature"],
    ),
    "tegel": (
        [
            (
                "sv",
                "Minst hälften återbrukat fasadtegel",
                "När husen rivs krossas teglet i dag. Vi vill att minst 50 % av fasadteglet kan "
                "användas igen i nya fasader, med känd kvalitet.",
            )
        ],
        ["reuse"],
    ),
    "night": (
        [
            (
                "en",
                "Quiet deliveries at night",
                "Shops and building sites must be supplied without waking residents. We look for "
                "vehicles, handling equipment and routines below 45 dB at the façade.",
            )
        ],
        ["logistics"],
    ),
    "innemiljö": (
        [
            (
                "sv",
                "Mäta inomhusklimat utan givare hemma hos folk",
                "Hyresgästerna vill inte ha sensorer i lägenheten. Hur vet vi ändå hur varmt, "
                "fuktigt och dragigt det är?",
            )
        ],
        ["housing"],
    ),
    "blind": (
        [
            (
                "sv",
                "Vägvisning för blinda förbi byggarbetsplatser",
                "Gångvägarna flyttas varje vecka. Den som inte ser behöver hitta fram själv.",
            ),
            (
                "en",
                "Wayfinding for blind people past construction sites",
                "Footways move every week. People who cannot see need to find their own way.",
            ),
        ],
        ["accessibility"],
    ),
    "machines": (
        [
            (
                "sv",
                "Elektriska arbetsmaskiner utan höga effekttoppar",
                "Fler grävmaskiner ska gå på el, men abonnemanget räcker inte när alla laddar på "
                "lunchen. Vi behöver jämna ut.",
            )
        ],
        ["energy", "logistics"],
    ),
    "masses": (
        [
            (
                "en",
                "A home for excavated sulphide rock",
                "Large volumes of sulphide-bearing rock must be stored or reused near the site "
                "without acid leaching.",
            )
        ],
        ["remediation"],
    ),
    "heat": (
        [
            (
                "sv",
                "Spillvärme från datahall till bostäder",
                "En datahall i hamnen ger låg temperatur året om. Vem kan höja den och ta emot?",
            )
        ],
        ["energy"],
    ),
    "biodiversity": (
        [
            (
                "en",
                "Measuring biodiversity on green roofs",
                "We want a cheap, repeatable method to follow species on planted roofs over ten "
                "years.",
            )
        ],
        ["nature"],
    ),
    "betong": (
        [
            (
                "sv",
                "Betong med halverat klimatavtryck för kajdäck",
                "Kajdäcken ska gjutas om. Salt och is ställer krav på att de håller länge.",
            )
        ],
        ["climate"],
    ),
    "boende": (
        [
            (
                "sv",
                "Nå boende som aldrig kommer till samråd",
                "Barnfamiljer och äldre svarar inte på enkäter. Vi söker nya former för dialog.",
            )
        ],
        ["learning"],
    ),
    "läckor": (
        [
            (
                "sv",
                "Hitta läckor i dricksvattennätet innan gatan rasar",
                "Små läckage märks först när vattnet tränger upp.",
            )
        ],
        ["data"],
    ),
}

OFFERS = {
    "filter": (
        [
            (
                "sv",
                "Filterbrunn för rening av dagvatten",
                "Kassetter som fångar tungmetaller och oljespill. Ryms i vanliga brunnar.",
            )
        ],
        ["nature"],
    ),
    "rain bed": (
        [
            (
                "en",
                "Rain beds with biochar",
                "Design and upkeep of planted beds that clean stormwater from streets and quays "
                "and hold back cloudbursts.",
            )
        ],
        ["nature"],
    ),
    "water lab": (
        [
            (
                "en",
                "Laboratory for water samples",
                "We analyse copper, zinc and oil in surface water and groundwater.",
            )
        ],
        ["nature"],
    ),
    "tegelrens": (
        [
            (
                "sv",
                "Tegelrens på plats",
                "Mobil anläggning som rensar murtegel från bruk efter selektiv rivning. 1 500 "
                "stenar om dagen, sorterade och provade.",
            )
        ],
        ["reuse"],
    ),
    "reclaimed": (
        [
            (
                "en",
                "Marketplace for reclaimed building materials",
                "Bricks, windows, steel beams and doors from demolitions, with photographs and "
                "quantities.",
            )
        ],
        ["reuse"],
    ),
    "takreuse": (
        [("sv", "Begagnade kontorsmöbler", "Vi inventerar och förmedlar möbler mellan kontor.")],
        ["reuse"],
    ),
    "cargo": (
        [
            (
                "sv",
                "Tyst nattdistribution med eldrivna lastbilar",
                "Lastbilar, pallyftare och rullburar med mjuka hjul. Uppmätt 42 dB vid fasad.",
            )
        ],
        ["logistics"],
    ),
    "acoustics": (
        [
            (
                "en",
                "Noise measurements day and night",
                "Acousticians with unattended instruments for façades and courtyards.",
            )
        ],
        ["data"],
    ),
    "bikes": (
        [
            (
                "sv",
                "Lastcyklar för sista kilometern",
                "Vi kör varor från omlastningscentral till butik dagtid.",
            )
        ],
        ["logistics"],
    ),
    "exhaust": (
        [
            (
                "en",
                "Indoor climate from the ventilation unit",
                "Temperature and humidity in exhaust air tell how homes feel, with no sensor in "
                "any apartment. Eight buildings followed for two winters.",
            )
        ],
        ["housing", "data"],
    ),
    "survey": (
        [
            (
                "sv",
                "Boendeenkät om inneklimat",
                "Forskargrupp som mäter upplevd temperatur, drag och luft med korta frågor.",
            )
        ],
        ["housing"],
    ),
    "sensors": (
        [
            (
                "sv",
                "Trådlösa fuktgivare i grund och vind",
                "Larmar innan mögel har hunnit växa.",
            )
        ],
        ["housing"],
    ),
    "beacons": (
        [
            (
                "en",
                "Audio beacons for temporary footways",
                "A phone app and small beacons guide visually impaired pedestrians around works.",
            )
        ],
        ["accessibility"],
    ),
    "tactile": (
        [
            (
                "sv",
                "Taktila ledstråk som flyttas på en timme",
                "Gummimattor för gångvägar förbi byggen, provade med synskadades förening.",
            )
        ],
        ["accessibility"],
    ),
    "signs": (
        [
            (
                "sv",
                "Skyltar för byggarbetsplatser",
                "Varningsskyltar och avspärrningar, levererade till grinden.",
            )
        ],
        ["logistics"],
    ),
    "buffer": (
        [
            (
                "en",
                "Battery buffer for construction machines",
                "A container of 600 kWh charges excavators fast from a small grid connection and "
                "cuts the peak load.",
            )
        ],
        ["energy"],
    ),
    "loaders": (
        [
            (
                "sv",
                "Hyr ut eldrivna hjullastare",
                "Kompakta maskiner med utbytbart batteri, och utbildning av förare.",
            )
        ],
        ["logistics"],
    ),
    "flex": (
        [
            (
                "sv",
                "Styrning av elbilsladdning och värmepumpar",
                "Kapar effekttoppen i flerbostadshus.",
            )
        ],
        ["energy"],
    ),
    "sulfid": (
        [
            (
                "sv",
                "Mellanlager för sulfidhaltigt berg",
                "Tätad yta med uppsamling av lakvatten och egen kross. 200 000 ton.",
            )
        ],
        ["remediation"],
    ),
    "soil wash": (
        [
            (
                "en",
                "Soil washing",
                "Mobile plant that separates contaminated fines so that sand and gravel can be "
                "used again.",
            )
        ],
        ["remediation"],
    ),
    "heat pump": (
        [
            (
                "en",
                "Large heat pumps for surplus heat",
                "We lift low-temperature waste heat to district heating, and finance it.",
            )
        ],
        ["energy"],
    ),
    "solar": (
        [("sv", "Solceller som tål parkeringshus", "Lätta paneler för tak och fasad.")],
        ["energy"],
    ),
    "roofs": (
        [
            (
                "sv",
                "Inventering av arter på gröna tak",
                "Ekologer följer insekter och växter med fällor och foto, år efter år.",
            )
        ],
        ["nature"],
    ),
    "bees": (
        [("sv", "Bikupor till kontor", "Vi sköter bin och ger honung.")],
        ["nature"],
    ),
    "slag": (
        [
            (
                "en",
                "Slag concrete for marine decks",
                "Concrete with half the carbon footprint, tested for frost and salt on a quay.",
            )
        ],
        ["climate"],
    ),
    "timber": (
        [("sv", "Trästomme i sju våningar", "Bostadshus i massivt trä med låg klimatpåverkan.")],
        ["climate"],
    ),
    "youth": (
        [
            (
                "sv",
                "Unga leder samrådet",
                "Vi utbildar ungdomar som för samtal med grannar i trapphus och på skolgård.",
            )
        ],
        ["learning"],
    ),
    "funding": (
        [
            (
                "sv",
                "Medel till förstudier om cirkulärt byggande",
                "Upp till 500 000 kronor för återbruk av byggmaterial. Två ansökningar om året.",
            )
        ],
        ["reuse"],
    ),
    "leaks": (
        [
            (
                "en",
                "Acoustic leak detection in water mains",
                "Loggers listen to pipes at night and point out leaks to the metre.",
            )
        ],
        ["data"],
    ),
    "law": (
        [
            (
                "sv",
                "Jurister i innovationsupphandling",
                "Vi hjälper offentliga beställare med klausuler och partnerskap.",
            )
        ],
        ["procurement"],
    ),
    "twin": (
        [
            (
                "en",
                "Digital twin of the district",
                "Open data and simulation of traffic and wind.",
            )
        ],
        ["data"],
    ),
    "coffee": (
        [("sv", "Kaffe och fika till möten", "Ekologiskt, levererat med lastcykel.")],
        [],
    ),
}

# What must be found, and what must not. What is in neither may be either.
PAIRS = {
    "dagvatten": {"filter", "rain bed"},
    "tegel": {"tegelrens", "reclaimed"},
    "night": {"cargo"},
    "innemiljö": {"exhaust", "survey"},
    "blind": {"beacons", "tactile"},
    "machines": {"buffer", "loaders"},
    "masses": {"sulfid"},
    "heat": {"heat pump"},
    "biodiversity": {"roofs"},
    "betong": {"slag"},
    "boende": {"youth"},
    "läckor": {"leaks"},
}
PERHAPS = {
    "dagvatten": {"water lab", "leaks"},
    "tegel": {"funding", "slag"},
    "night": {"acoustics", "bikes", "leaks"},
    "innemiljö": {"sensors"},
    "blind": {"signs"},
    "machines": {"flex"},
    "masses": {"soil wash"},
    "heat": {"flex"},
    "biodiversity": {"bees"},
    "betong": {"timber"},
    "boende": {"survey"},
    "läckor": set(),
}
