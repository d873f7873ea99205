"""Words that tell little, and the parts that Swedish compounds of the field are made of."""

from __future__ import annotations

# What every text has says nothing about what it is about.
STOP_SV = frozenset(
    """
    och att det som den till för med har inte ett jag men var sig från vid när kan ska skall
    skulle hur eller denna detta dessa där här efter under över även mot utan bara finns fått få
    får blir bli blev vara varit sina sitt sin vår vårt våra deras hans hennes dess alla allt
    alltid annan annat andra någon något några ingen inget inga mer mest mindre minst mycket
    många mellan genom inom samt redan både innan sedan medan utifrån också idag dit nu då så om
    på av en de dem vi ni er oss du han hon ju än vad vem vilka vilken vilket varje hela helt
    del delar går gör göra gjort vill måste behöver behövs behöva söker sökt bör kunna kunde
    olika flera ha hade igen kvar tar ta ger ge gett kommer komma fram upp ner ned ut åt via per
    bland högst klockan året åren två tre fyra fem sex sju åtta nio tio hundra tusen halva
    hälften runt båda dubbelt kvadratmeter kilo ton längre större bättre bästa bäst bra god gott
    goda nya nytt sätt gång gånger tid år månad dag dagar vecka antal cirka ungefär ofta gärna
    själv själva förbi tack vare utav dels enligt
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
STOP_EN = frozenset(
    """
    the and for are but not you all any can had her was one our out day get has him his how its
    may new now old see two who did she use that with have this will your from they been much
    some them then than these those when where which while what were would could should there
    their into over such very more most less least also just only about after before between
    both each other another every without within through during because however being does done
    doing make made makes many must need needs needed want wants seek seeks look looking like
    well good better best way ways work works used using per via upon whether still even often
    around several different large small possible able help helps offer offers offered give
    gives take takes year years month days week number part parts whole along across past three
    four five six seven eight nine ten hundred thousand half twice toward towards here itself
    """.split()  # noqa: SIM905
)
# What most needs and offers of an arena speak of: it counts, but for little.
GENERIC_SV = """
    behov lösning projekt system tjänst teknik metod verktyg produkt stad kommun stadsdel område
    hållbar hållbarhet miljö klimat utveckling innovation arena partner samarbete samverkan
    erbjudande företag organisation kunskap kompetens erfarenhet kvalitet krav plan arbete process
    program test testa prova prov resultat möjlighet utmaning kostnad pris nivå typ exempel
    användning använda användare person människa plats rum yta byggnad hus fastighet bygga bygg
    effekt minska öka förbättra skapa utveckla analys analysera rapport information underlag
    beslut grupp team expert rådgivning rådgivare råd hjälp stöd stödja år dygn timme meter procent
    del sida steg början slut modell värde full stor liten hög låg snabb enkel svår viktig
    norra djurgårdsstaden stockholm framtid idag pilot demonstration visa bidra
""".split()  # noqa: SIM905
GENERIC_EN = """
    need solution project system service technology technique method tool product city municipality
    district area sustainable sustainability environment environmental climate development develop
    innovation arena partner cooperation collaboration company organisation organization knowledge
    competence skill experience quality requirement plan process programme program test trial try
    result possibility opportunity challenge cost price level type example user person people place
    site room space building property build construction effect reduce reduction increase improve
    create analysis analyse report information decision group team expert advice advisor consulting
    support hour metre meter percent model value full high low fast easy simple important
    royal seaport stockholm future pilot demonstration show contribute share
""".split()  # noqa: SIM905
# Beside the words of the thesaurus: what compounds begin and end with. Their meaning is their own.
PARTS = """
    anläggning ansvar asfalt avgift balkong bana barriär behandling berg bergrum besök beställare
    bild bilda block borr borrning bostad botten bro bränsle bygg bygge byggande bygglov båt cement
    center central container dagvatten damm deponi dike dusch dygn dörr effekt entreprenad
    entreprenör fartyg fasad filter fläkt flis flöde flytt fog forum fukt fundament förbrukning
    förpackning garage gas glas golv gran grund gräns gräs grön gård hall hantering hav hiss hjul
    häck håll hölje indikator industri infiltration information inkast innergård insamling isbana
    jord kabel kalk kamera kapacitet karta kedja kemikalie klimat klocka kontroll kontor korridor
    korg kran kropp krets kund kust kvalitet kvarter kyl kärl kök lag lager lakvatten lampa landskap
    last lek ljud ljus logistik lokal luft lukt lösning mark maskin mast material mekanisk miljö
    minskning modul molnet mur mynning myndighet mängd märkning mätare mätning möte natur nivå
    nät olje ombyggnad område ozon pall panel papper park pass pelare plan plank plast plattform
    plats port produktion profil puts rapport reaktor region regn rengöring renovering rening
    resa robot rum ruta rutin rör sanering schakt sensor sikt silo sjö skal skola skog skugga skydd
    skylt skärm slam sluss smitta sol sortering spont sprängning spår stad stadsdel station sten
    stomme stråk ström styrning städ stöd sulfid svets system tak tegel tank tavla teknik tid tjänst
    torg torn trafik transport trapphus trottoar tryck tråd träd tunnel tvätt underhåll utrustning
    utsikt vagn val vall vatten verk verkstad verktyg vind vinter virke volym vård vägg växt växthus
    yta ytskikt ånga äng öppning övervakning
""".split()  # noqa: SIM905
