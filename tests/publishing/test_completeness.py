"""How much of the published content is there in English."""

import pytest

from publishing.completeness import completeness_of, english_completeness, untranslated
from tests import factories as make
from zones.models import Fund, Park, Plant

pytestmark = pytest.mark.django_db


def test_a_row_is_translated_where_all_of_its_chinese_has_english():
    zone = make.make_zone(name="雪松", name_en="Xuesong")
    make.make_fund(
        zone=zone, name="甲", name_en="A", summary="概括", summary_en="Summary", directions="", manager=""
    )
    half = make.make_fund(zone=zone, name="乙", name_en="B", summary="概括", directions="", manager="")
    make.make_fund(zone=zone, name="草稿", status="draft")
    found = completeness_of(Fund)
    assert (found.name, found.translated, found.total) == ("基金", 1, 2)
    assert list(untranslated(Fund)) == [half]


def test_a_place_is_counted_by_its_kind_with_the_fields_of_every_place():
    plant = make.make_plant(name="厂房", name_en="Plant", suits="机加工")
    park = make.make_park(name="园区")
    assert (list(untranslated(Plant)), list(untranslated(Park))) == ([plant], [park])
    assert {"产业园", "厂房"} <= {row.name for row in english_completeness()}
    assert "载体" not in {row.name for row in english_completeness()}


def test_the_least_complete_come_first_with_one_query_a_model(django_assert_max_num_queries):
    zone = make.make_zone(name="雪松", name_en="Xuesong")
    make.make_fund(zone=zone, name="甲")
    make.make_fund(zone=zone, name="乙")
    with django_assert_max_num_queries(20):
        rows = english_completeness()
    assert rows[0].name == "基金"
    assert [row.total - row.translated for row in rows] == sorted(
        (row.total - row.translated for row in rows), reverse=True
    )
