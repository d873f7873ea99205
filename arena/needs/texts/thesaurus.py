"""What Swedish and English words of the field mean the same: so that a need and an offer meet.

A line is one concept: Swedish words, a bar, English words; after `>` what it belongs to. The first
word on each side is its name. Inflected forms need not stand here, since words are compared by
their stems; forms whose stems differ (bostad, bostäder) do. A word stands in one line only. One
after `!` is compared as it is written: English takes excavators and what is excavated for one.
"""

from __future__ import annotations

AS_WRITTEN = "!"
# Concepts that many texts of the field touch upon: alone they make nothing fit.
BROAD = frozenset(
    {
        "avfall", "boende", "bostad", "data", "drift", "eldriven", "energi", "flerbostadshus",
        "gata", "luft", "mätning", "transport", "trafik", "vatten", "värme",
    }
)  # fmt: skip
_CONCEPTS = """
dagvatten, regnvatten | stormwater, storm water, rainwater, surface water, runoff > vatten
regnbädd, regnträdgård, växtbädd | rain bed, rain garden, bioretention, planting bed > dagvatten
skyfall, störtregn | cloudburst, torrential rain, heavy rain > dagvatten
översvämning | flood, flooding, floods > skyfall
vatten | water
dricksvatten | drinking water, tap water > vatten
avlopp, spillvatten, avloppsvatten | sewage, wastewater, sewer, waste water > vatten
rening, rena, renare | treatment, purification, treat, cleaning, purify
filter, filtrering, filtrera | filter, filtration, filtering
fördröjning, fördröja, magasinera | detention, retention, attenuation
biokol | biochar
grönyta, grönska, grönområde, grönytefaktor | green space, greenery, green area, green space factor
gröna tak, grönt tak, sedumtak, takväxtlighet | green roof > grönyta
träd, stadsträd, trädplantering | tree, street tree, urban tree
biologisk mångfald, biodiversitet, artrikedom, arter | biodiversity, species
ekosystemtjänst, ekosystem | ecosystem service, ecosystem
pollinerare, bin, pollinering | pollinator, bee, pollination > biologisk mångfald
havsnivå | sea level
strand, kaj, pir, kajkant | pier, quay, quayside, wharf, waterfront
hamn | port, harbour, harbor
klimatanpassning | climate adaptation
värmebölja, värmeö, hetta | heatwave, heat wave, heat island, urban heat
klimatpåverkan, klimatavtryck, koldioxid, växthusgas, utsläpp, co2 | \
 carbon footprint, climate impact, carbon dioxide, greenhouse gas, emission, carbon
klimatpositiv, klimatneutral, fossilfri, fossilfria, klimatneutrala | \
 climate positive, climate neutral, carbon neutral, fossil free, net zero
återbruk, återanvändning, återanvända, återanvänd, återvunnet, begagnad, begagnade | \
 reuse, re-use, reclaimed, second-hand, salvaged, reusable
återvinning, återvinna, återvunnen | recycling, recycled, recycle
cirkulär, cirkularitet, kretslopp | circular, circularity, closed loop
avfall, sopor, skräp | waste, rubbish, garbage
matavfall | food waste > avfall
sopsug | vacuum waste, pneumatic waste > avfall
rivning, riva, demontering, demontera, selektiv rivning | \
 demolition, demolish, dismantling, deconstruction, dismantle
tegel, tegelsten, murtegel | brick, brickwork
fasad | façade, facade, cladding
murbruk | mortar
betong | concrete
cement, klinker | cement, clinker
slagg | slag
stål, armering | steel, reinforcement, rebar
trä, trästomme, timmer, virke | wood, timber, wooden
isolering | insulation
fönster | window
byggmaterial, byggvaror, byggprodukt | building material, construction material, building product
inredning, möbler, möbel | furniture, furnishing, interior fittings
massor, schaktmassor, jordmassor, masshantering | \
 excavated soil, excavated masses, spoil, excavated material, mass handling, soil masses
jord, mark | soil
sulfidberg, sulfid | sulphide rock, sulphide, sulfide
bergkross, bergmaterial, ballast, kross | aggregate, crushed rock
markförorening, förorenad, förorenade, förorening, marksanering, sanering, sanera | \
 contamination, contaminated, remediation, pollutant, pollution, remediate
pfas | pfas
tungmetall, metaller, koppar, zink | heavy metal, metals, copper, zinc
mikroplast | microplastic
olja, oljespill | oil, oil spill
buller, ljudnivå, oljud, bullernivå, tyst, tysta | noise, quiet, silent, sound level
vibration | vibration
natt, nattetid, nattlig | night, night-time, overnight, nighttime
leverans, varuleverans, distribution, varutransport | delivery, deliveries, \
 distribution, freight
sista milen, sista kilometern | last mile > leverans
lastcykel | cargo bike, cargo bicycle > leverans
lastbil, tung lastbil, skåpbil | lorry, truck, van, hgv
transport, frakt | transport, haulage, transportation
bygglogistik, samlastning, logistikcentrum, logistik | \
 construction logistics, logistics, consolidation centre, consolidation
byggarbetsplats, byggplats, arbetsplats, byggområde | \
 construction site, building site, worksite, work site
arbetsmaskin, anläggningsmaskin, entreprenadmaskin, maskin, maskinpark | \
 construction machine, construction machinery, construction equipment, machinery, machine
grävmaskin, grävare | !excavator, !excavators, digger > arbetsmaskin
hjullastare | wheel loader > arbetsmaskin
eldriven, eldrivna, elektrisk, elektriska, elmaskin, elfordon, eldrift, elektrifiering, \
 elektrifierad, el | electric, electrified, electrification, battery-powered, \
 electrical, electricity
batteri, batterilager, batteribuffert, energilager, ackumulator | \
 battery, energy storage, battery storage
laddning, ladda, laddstation, laddinfrastruktur, laddstolpe, elbilsladdning | \
 charging, charger, charging station
elbil | electric car, electric vehicle, ev > eldriven
effekttopp, toppeffekt, effektbehov, eleffekt, effektuttag, topplast | \
 peak power, peak load, power demand, peak demand, power peak
flexibilitet, flexibel, efterfrågeflexibilitet, laststyrning | \
 flexibility, demand response, load shifting, flexible
elnät, nätkapacitet | power grid, grid, grid capacity, electricity network
solcell, solel, solenergi, solpanel | solar cell, solar power, solar panel, photovoltaic, solar
värmepump | heat pump
fjärrvärme | district heating
spillvärme, restvärme, överskottsvärme | waste heat, surplus heat, residual heat
kyla, komfortkyla, fjärrkyla | cooling, district cooling
värme, uppvärmning | heating, heat
ventilation, ventilera, frånluft | ventilation, ventilate, exhaust air
energi, energianvändning, energiförbrukning | energy, energy use, energy consumption
energieffektivisering, energieffektiv, energibesparing, energisparande | \
 energy efficiency, energy efficient, energy saving
vätgas, bränslecell | hydrogen, fuel cell
inomhusklimat, innemiljö, inomhusmiljö, inneklimat, inomhusluft | \
 indoor climate, indoor environment, indoor air, indoor comfort
temperatur, inomhustemperatur | temperature
luftkvalitet, partiklar, luftförorening | air quality, particulate, air pollution
luft | air
fukt, fuktighet, mögel | moisture, humidity, damp, mould
dagsljus | daylight
belysning, gatubelysning, armatur, lampa | lighting, street light, luminaire, lamp
mätning, mäta, mätare, mätvärde, mätdata, uppmätt, mätmetod | \
 measurement, measure, measuring, meter, metering, monitoring, measured
sensor, givare, sensorik | sensor, sensors, probe
sakernas internet, uppkopplad, iot, lorawan | internet of things, iot, connected device, lorawan
data, datamängd, öppna data, dataset | data, dataset, open data
digital tvilling, digitala tvillingar | digital twin
bim, byggnadsmodell, 3d-modell | bim, building information model, 3d model
artificiell intelligens, maskininlärning, ai | artificial intelligence, machine learning, ai
provtagning, provta, vattenprov, laboratorieanalys | sampling, sample, laboratory analysis
enkät, boendeenkät, frågeformulär | survey, questionnaire
integritet, personuppgift, dataskydd | privacy, personal data, data protection
boende, hyresgäst, invånare, medborgare | resident, tenant, inhabitant, citizen
bostad, bostäder, lägenhet, hem, bostadshus | home, dwelling, apartment, flat, housing
flerbostadshus, flerfamiljshus, fastighet, byggnad, hus | \
 apartment building, multi-family house, property, building, real estate
skola, förskola | school, preschool
vägvisning, orientering, orientera, vägvisare, vägledning, ledsagning, ledstråk | \
 wayfinding, navigation, guidance, way-finding, orientation
blind, synskada, synskadad, synnedsättning, synnedsatt | \
 blind, visually impaired, visual impairment, sight loss, low vision
tillgänglighet, tillgänglig, funktionsnedsättning | accessibility, accessible, disability
ljudfyr, ljudsignal, audioguide, ljudguide, talsyntes | \
 audio guide, sound beacon, audio beacon, speech synthesis
taktil, känselbar | tactile, haptic
besökare | visitor
gående, fotgängare, gångväg, gångtrafik | pedestrian, footway, walkway
cykel, cykling, cykelväg | bicycle, cycling, cycle path, bike
kollektivtrafik, buss, spårvagn | public transport, bus, tram
mobilitet, bilpool, bildelning | mobility, car sharing, car pool
parkering, parkeringsplats, parkeringshus | !parking, car park
trafik, trafikflöde | traffic
gata, väg, gatumiljö | street, road
delningsekonomi, delning | sharing economy, sharing
odling, stadsodling | urban farming, gardening, cultivation
lekplats, lek | playground, play
park, parkskötsel | park, park maintenance
drift, skötsel, underhåll, förvaltning | maintenance, upkeep
delaktighet, medborgardialog, samråd, engagemang | \
 participation, citizen dialogue, engagement, consultation
trygghet, trygg | sense of safety, perceived safety
arbetsmiljö, olycka, skyddsutrustning | occupational safety, accident, protective equipment
upphandling, innovationsupphandling, upphandla | procurement, innovation procurement, tender
avtal, kontrakt, klausul | contract, clause
markanvisning | land allocation
hållbarhetskrav, miljökrav, kravställning | sustainability requirement, environmental requirement
utvärdering, uppföljning, följeforskning, utvärdera | evaluation, follow-up, evaluate
forskning, forskare, forskargrupp, doktorand | research, researcher, research group, phd
utbildning, kurs, fortbildning | training, course, education
finansiering, bidrag, medel, anslag | funding, grant, financing, fund
testbädd, provplats, testmiljö, försöksplats | testbed, test bed, test site, test environment
verklighetslabb, levande labb | living lab, reality lab
livscykelanalys, livscykel, lca | life cycle assessment, life-cycle, lca, lifecycle
miljövarudeklaration, epd | environmental product declaration, epd
materialpass, spårbarhet, spåra | material passport, traceability, trace
marknadsplats, förmedling, förmedla | marketplace, brokerage
lager, upplag, mellanlager, lagring | storage, stockpile, warehouse
geoteknik, grundläggning, pålning | geotechnics, foundation, piling
grundvatten | groundwater > vatten
sediment, muddring, bottensediment | sediment, dredging
sjöfart, fartyg, båt, sjötransport, sjöväg | shipping, vessel, boat, ship, waterborne
landström, landel | shore power, onshore power, cold ironing > hamn
drönare | drone, unmanned aerial
robot, autonom, självkörande | robot, autonomous, self-driving, driverless
prefabricering, moduler, modulhus | prefabrication, modular, prefab
stomljud, akustik | acoustics
snö, snöröjning, halka | snow, snow clearance, ice control
salt, vägsalt | salt, road salt
pumpa, pump | pump, pumping
ledning, rörledning, vattenledning, läcka, läckage, läcksökning | pipe, pipeline, leak, leakage
brand, brandskydd | fire safety, fire protection
barn, unga | child, children, young people
äldre, senior | elderly, older people
social hållbarhet | social sustainability
kulturarv, kulturmiljö | cultural heritage, heritage
konst, kultur | art, culture
handel, butik | retail, shop
restaurang, livsmedel, mat | restaurant, food
vind, vindkraft | wind power, wind turbine
biogas | biogas
algoritm, optimering, optimera, simulering, simulera, modellering | \
 optimisation, optimization, simulation, optimise, simulate
prognos, väderprognos | forecast, prediction
karta, gis, lägesdata | map, gis, geodata
app, mobilapp, mobiltelefon | mobile app, smartphone, app
"""


def lines() -> list[tuple[list[str], list[str], str]]:
    """Return every concept: its Swedish words, its English words, and what it belongs to."""
    found = []
    for line in _CONCEPTS.replace("\\\n", "").strip().splitlines():
        words, _, broader = line.partition(">")
        swedish, _, english = words.partition("|")
        found.append((_listed(swedish), _listed(english), broader.strip()))
    return found


def _listed(text: str) -> list[str]:
    return [" ".join(word.split()) for word in text.split(",") if word.strip()]
