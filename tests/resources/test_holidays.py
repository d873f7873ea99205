"""Our own table of Swedish holidays is that of the library which knows all countries'."""

from datetime import date

import holidays
import pytest
from holidays.constants import DE_FACTO, PUBLIC

from arena.resources.rules.days import DayKind
from arena.resources.rules.holidays import holidays_of

SPOKEN = {"sv": "sv", "en": "en_US"}


@pytest.mark.parametrize(
    ("kind", "category"), [(DayKind.PUBLIC_HOLIDAY, PUBLIC), (DayKind.EVE, DE_FACTO)]
)
@pytest.mark.parametrize("language", SPOKEN)
def test_days_and_names_are_the_librarys(kind, category, language):
    for year in range(2005, 2101):
        theirs = holidays.country_holidays(
            "SE",
            years=year,
            expand=False,
            include_sundays=False,
            categories=(category,),
            language=SPOKEN[language],
        )
        ours = {day: one for day, one in holidays_of(year).items() if one.kind is kind}
        assert {day: set(name.split("; ")) for day, name in theirs.items()} == {
            day: set(one.name(language).split(", ")) for day, one in ours.items()
        }


def test_two_holidays_on_one_day_share_it():
    day = holidays_of(2049)[date(2049, 6, 6)]
    assert (day.name_sv, day.name_en) == ("Nationaldagen, Pingstdagen", "National Day, Pentecost")
