"""Organisations that visit the demo arena. All are invented; no number is in use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """An organisation; `share` weighs how often it visits."""

    name: str
    type: str
    domain: str
    number: str | None = None
    country: str = "SE"
    share: int = 1


KNOWN = (
    Body("Norrskär Energi AB", "utility", "norrskar.example", "402001-0007", share=3),
    Body("Fjällnäs Fastigheter AB", "developer", "fjallnas.example", "402001-0015", share=3),
    Body("Bobergs Betonglabb AB", "small_company", "betonglabb.example", "402001-0023", share=2),
    Body("Lövsund kommun", "municipality", "lovsund.example", "402001-0031", share=5),
    Body("Region Mellanvik", "municipality", "mellanvik.example", "402001-0049", share=3),
    Body("Tallåsens tekniska högskola", "university", "tallasen.example", "402001-0056", share=9),
    Body("Institutet för Urban Cirkularitet", "institute", "iuc.example", "402001-0064", share=3),
    Body(
        "Kajkvarterets boendeförening",
        "civil_society",
        "kajkvarteret.example",
        "402001-0072",
        share=3,
    ),
    Body("Granbacken Arkitekter AB", "consultant", "granbacken.example", "402001-0080", share=4),
    Body("Vassbäck VA-bolag", "utility", "vassback.example", "402001-0098", share=2),
    Body("Klimatklustret Öst", "trade_body", "klimatklustret.example", "402001-0106", share=3),
    Body("Tidningen Stadsrummet", "media", "stadsrummet.example", "402001-0114", share=2),
)
SWEDISH = (
    Body("Ekbackens gymnasium", "school", "ekbacken.example", share=8),
    Body("Vikingaskolan", "school", "vikingaskolan.example", share=6),
    Body("Sjöängens folkhögskola", "school", "sjoangen.example", share=4),
    Body("Högskolan i Österby", "university", "osterby.example", share=9),
    Body("Institutionen för samhällsplanering, Västerhögs universitet", "university",
         "vasterhog.example", share=9),
    Body("Demostadens miljökontor", "city_administration", "miljo.stad.example", share=4),
    Body("Demostadens trafikkontor", "city_administration", "trafik.stad.example", share=3),
    Body("Demostadens Lokaler AB", "city_company", "lokaler.stad.example", share=2),
    Body("Åbrinks kommun", "municipality", "abrink.example", share=5),
    Body("Storsunds kommun", "municipality", "storsund.example", share=4),
    Body("Älvtorps kommun", "municipality", "alvtorp.example", share=3),
    Body("Bygg & Ro i Norden AB", "large_company", "byggochro.example", share=4),
    Body("Solvind Digital AB", "small_company", "solvind.example", share=3),
    Body("Kretslopp & Co HB", "small_company", "kretsloppco.example", share=2),
    Body("Stadsodlarna Norra", "civil_society", "stadsodlarna.example", share=3),
    Body("Nordiska boendenämnden", "agency", "boverkstan.example", share=3),
    Body("Framtidsfonden för hållbara städer", "funder", "framtidsfonden.example", share=1),
)  # fmt: skip
FOREIGN = (
    Body("City of Aldermoor", "foreign_city", "aldermoor.example", country="GB", share=3),
    Body("Stadt Lindenau am See", "foreign_city", "lindenau.example", country="DE", share=4),
    Body("Comune di Porto Sereno", "foreign_city", "portosereno.example", country="IT", share=2),
    Body("Kawanishi-machi Smart District Council", "foreign_city", "kawanishi.example",
         country="JP", share=2),
    Body("Ciudad de Valdeclara", "foreign_city", "valdeclara.example", country="CL", share=1),
    Body("Municipality of Nyhavnsund", "foreign_city", "nyhavnsund.example", country="DK", share=5),
    Body("Fjordnes kommune", "foreign_city", "fjordnes.example", country="NO", share=4),
    Body("Saarenrannan kaupunki", "foreign_city", "saarenranta.example", country="FI", share=4),
    Body("Ville de Beauquai", "foreign_city", "beauquai.example", country="FR", share=2),
    Body("Gemeente Waterrand", "foreign_city", "waterrand.example", country="NL", share=3),
    Body("Lakeshore Planning Institute", "institute", "lakeshore.example", country="US", share=2),
    Body("Haneul University of Technology", "university", "haneul.example", country="KR", share=2),
    Body("Jinhai Institute of Urban Planning", "institute", "jinhai.example",
         country="CN", share=2),
)  # fmt: skip

PURPOSES = (
    ("Vi planerar ett nytt område och vill lära av era krav och hur ni följer upp dem.",
     "We are planning a new district and want to learn from your requirements and follow-up."),
    ("Studieresa inom kursen Hållbar stadsbyggnad.",
     "A study trip in the course Sustainable Urban Design."),
    ("Vi vill förstå hur bygglogistiken fungerar i praktiken.",
     "We want to understand how construction logistics works in practice."),
    ("Ledningsgruppen vill se hur dagvatten och grönska löses på gårdarna.",
     "Our management wants to see how stormwater and greenery are solved in the courtyards."),
    ("Kompetensdag för våra projektledare.", "A learning day for our project managers."),
)  # fmt: skip
QUESTIONS = (
    ("Vad kostade uppföljningen? Vad skulle ni göra annorlunda i dag?",
     "What did the follow-up cost? What would you do differently today?"),
    ("Hur mäts energianvändningen efter två år?", "How is energy use measured after two years?"),
    ("Vem sköter regnbäddarna?", "Who looks after the rain beds?"),
    ("", ""),
    ("Hur gör ni när en byggaktör inte klarar kraven?",
     "What do you do when a developer does not meet the requirements?"),
)  # fmt: skip
ACCESS_NEEDS = ("", "", "", "", "1 rullstol", "Hörslinga, 2 personer", "Korta gångsträckor")
