"""The offers for groups that want to go into depth."""

from __future__ import annotations

from datetime import time

from arena.demo.data.offers.shape import Facts, Stop
from arena.demo.data.offers.words import OFFICE, OUTDOORS, SQUARE

GROUPS = (
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
)
