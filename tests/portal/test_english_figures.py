"""English counts in millions and billions, never in 万 and 亿."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from portal.templatetags.measures import amount, amount_in_yi, counted, day, money, partial_date, unit


def measure(value, unit, bound="exact", value_max=None):
    upper = None if value_max is None else Decimal(value_max)
    return SimpleNamespace(value=Decimal(value), value_max=upper, unit=unit, bound=bound)


@pytest.mark.parametrize(
    ("figure", "english", "chinese"),
    [
        (measure("52", "yi_yuan"), "RMB\u00a05.2 billion", "52 亿元"),
        (measure("2.2", "yi_yuan"), "RMB\u00a0220 million", "2.2 亿元"),
        (measure("50", "yi_yuan", "over"), "over RMB\u00a05 billion", "超过 50 亿元"),
        (measure("35", "wan_yuan", value_max="80"), "RMB\u00a0350,000–800,000 ", "35–80 万元"),
        (measure("2420", "yuan"), "RMB\u00a02,420 ", "2,420 元"),
        (measure("38.4", "wan_mu"), "384,000 RMB/mu", "38.4 万元/亩"),
        (measure("100", "wan_visits_year", "about"), "about 1,000,000 visits/year", "约 100 万人次/年"),
        (measure("66.4", "km2"), "66.4 km²", "66.4 平方公里"),
        (measure("0.45", "tce_wan", "at_most"), "up to 0.45 tce/RMB 10,000", "至多 0.45 吨标准煤/万元"),
    ],
)
def test_a_figure_with_its_unit(figure, english, chinese):
    with override("en"):
        assert f"{amount(figure)} {unit(figure)}" == english
    with override("zh-hans"):
        assert f"{amount(figure)} {unit(figure)}" == chinese


@pytest.mark.parametrize(
    ("yuan", "english", "chinese"),
    [
        (5_200_000_000, "RMB\u00a05.2 <small>billion</small>", "52 <small>亿元</small>"),
        (1_000_000, "RMB\u00a01 <small>million</small>", "100 <small>万元</small>"),
        (300_000, "RMB\u00a0300,000", "30 <small>万元</small>"),
        (3_862_320, "RMB\u00a03,862,320", "386.232 <small>万元</small>"),
        (1_234_560_000, "RMB\u00a01,234.56 <small>million</small>", "12.3456 <small>亿元</small>"),
        (0, "RMB\u00a00", "0 <small>元</small>"),
    ],
)
def test_a_sum_of_money(yuan, english, chinese):
    with override("en"):
        assert money(yuan) == english
    with override("zh-hans"):
        assert money(yuan) == chinese


def test_columns_of_one_chart_are_all_in_its_unit():
    figures = [measure("52", "yi_yuan"), measure("22000", "wan_yuan")]
    with override("en"):
        assert [amount_in_yi(figure) for figure in figures] == ["5.2", "0.22"]
    with override("zh-hans"):
        assert [amount_in_yi(figure) for figure in figures] == ["52", "2.2"]


def test_a_day_in_a_list():
    with override("en"):
        assert (day(date(2022, 6, 27)), partial_date("2002-07")) == ("27 June 2022", "July 2002")
    with override("zh-hans"):
        assert day(date(2022, 6, 27)) == "2022-06-27"


def test_counted_things_have_a_singular():
    with override("en"):
        assert [counted(number, "floors") for number in (1, 3)] == [
            "1 <small>floor</small>",
            "3 <small>floors</small>",
        ]
    with override("zh-hans"):
        assert counted(3, "floors") == "3 <small>层</small>"


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2017", "2017", "2017年"),
        ("2002-07", "July 2002", "2002年7月"),
        ("2022-06-27", "27 June 2022", "2022年6月27日"),
        ("2023-02-30", "30 February 2023", "2023年2月30日"),  # past the validator, as in a bulk import
        ("去年9月", "去年9月", "去年9月"),
    ],
)
def test_a_date_as_exact_as_its_source(text, english, chinese):
    with override("en"):
        assert partial_date(text) == english
    with override("zh-hans"):
        assert partial_date(text) == chinese
