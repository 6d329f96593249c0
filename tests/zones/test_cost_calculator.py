from decimal import Decimal
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_cost_item, make_source, make_zone
from tests.reading import queries_of, signed_in
from zones.yearly_cost import Yuan, total, yearly_cost

CALCULATOR = "/places/costs/"
amounts = st.decimals(0, 10**8, places=4)
database = pytest.mark.django_db


@pytest.mark.parametrize(
    ("quantity", "price", "price_max", "low", "high"),
    [
        ("3000", "14.5", None, "522000", "522000"),
        ("0", "14.5", None, "0", "0"),
        ("1", "0.0416", None, "0", "0"),
        ("1", "0.0417", None, "1", "1"),
        ("10", "5000", "7000", "600000", "840000"),
    ],
)
def test_a_yearly_cost_is_twelve_months_of_quantity_times_price_to_the_whole_yuan(
    quantity, price, price_max, low, high
):
    found = yearly_cost(Decimal(quantity), Decimal(price), price_max and Decimal(price_max))
    assert found == Yuan(Decimal(low), Decimal(high))
    assert found.is_range == (low != high)


@pytest.mark.parametrize(("quantity", "price", "price_max"), [(-1, 1, None), (1, -1, None), (1, 2, 1)])
def test_what_cannot_be_is_refused(quantity, price, price_max):
    with pytest.raises(ValueError, match="negative"):
        yearly_cost(Decimal(quantity), Decimal(price), None if price_max is None else Decimal(price_max))


@given(st.lists(st.tuples(amounts, amounts)))
def test_the_sum_is_what_the_lines_add_up_to(pairs):
    lines = [yearly_cost(quantity, price) for quantity, price in pairs]
    assert total(lines) == (sum(line.low for line in lines), sum(line.high for line in lines))


@given(amounts, amounts, amounts, amounts)
def test_more_use_or_a_higher_price_never_costs_less(quantity, more, price, higher):
    base = yearly_cost(quantity, price, price + higher)
    assert base.low <= base.high
    for other in (yearly_cost(quantity + more, price), yearly_cost(quantity, price + higher)):
        assert other.low >= base.low


@pytest.fixture
def zone():
    zone = make_zone(slug="xuesong", name="雪松开发区")
    space = {"group": "space", "unit": "yuan_m2_month"}
    make_cost_item(zone=zone, label="房租", value=Decimal("14.5"), position=1, as_of="2026-10-28",
                   source=make_source("sample", title="示例"), **space)  # fmt: skip
    make_cost_item(zone=zone, label="物业费", value=Decimal(2), position=2, **space)
    for position, label in enumerate(("自来水", "天然气"), start=3):
        make_cost_item(
            zone=zone,
            label=label,
            group="utilities",
            unit="yuan_m3",
            value=Decimal(position),
            position=position,
        )
    make_cost_item(
        zone=zone, label="专线", group="utilities", unit="yuan_month", value=Decimal(1800), position=5
    )
    make_cost_item(
        zone=zone, label="普工", group="labour", unit="yuan_month", value=Decimal(5000),
        value_max=Decimal(7000), position=6, note="薪酬调查",
    )  # fmt: skip
    return zone


def pk_of(zone, label) -> str:
    return str(zone.costs.get(label_zh_hans=label).pk)


@database
def test_a_member_reads_each_line_with_its_price_date_and_source_and_the_sum(zone):
    page = signed_in().get(CALCULATOR, {"zone": "xuesong", "rented_area": "3000", "headcount": "10"})
    assert [(line.item.label, line.cost.low, line.cost.high) for line in page.context["lines"]] == [
        ("房租", 522000, 522000),
        ("普工", 600000, 840000),
    ]
    assert page.context["total"] == (1122000, 1362000)
    text = page.content.decode()
    for part in (
        "52.2 <small>万元</small>", "112.2 <small>万元</small>–136.2 <small>万元</small>", "2026年10月28日",
        "薪酬调查", "元/平方米·月", '<span class="sample">示例</span>', "这是估算，不是要约",
    ):  # fmt: skip
        assert part in text


@database
def test_each_use_has_the_prices_of_its_unit_and_group_the_first_one_chosen(zone):
    asked = {each.question.name: each for each in signed_in().get(CALCULATOR).context["form"].asked()}
    assert [item.label for item in asked["rented_area"].items] == ["房租", "物业费"]
    assert asked["rented_area"].chosen == pk_of(zone, "房租")
    assert [item.label for item in asked["headcount"].items] == [
        "普工"
    ]  # the line at 1,800 a month is no wage
    assert asked["water"].chosen == pk_of(zone, "自来水")
    assert asked["gas"].chosen == ""  # which price by the cubic metre is gas, nobody guesses
    assert "electricity" not in asked and "steam" not in asked


@database
def test_the_chosen_price_counts_and_gas_asks_for_one(zone):
    member = signed_in()
    query = {"gas": "100", "gas_price": pk_of(zone, "天然气"), "rented_area": "10"}
    page = member.get(CALCULATOR, query | {"rented_area_price": pk_of(zone, "物业费")})
    assert [(line.item.label, line.cost.low) for line in page.context["lines"]] == [
        ("物业费", 240),
        ("天然气", 4800),
    ]
    del query["gas_price"]
    page = member.get(CALCULATOR, query)
    assert page.context["lines"] == []
    assert page.context["form"].errors == {"gas_price": ["请选按哪一项单价计算。"]}


@database
@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("rented_area", "三千", "请填数字，例如 1200 或 12.5，不带单位和逗号。"),
        ("rented_area", "NaN", "请填数字，例如 1200 或 12.5，不带单位和逗号。"),
        ("rented_area", "-1", "请填零或更大的数。"),
        ("rented_area", "1e99", "数字太大，请核对。"),
        ("rented_area", "9" * 40, "数字太大，请核对。"),
        ("rented_area", "1.23456", "小数最多四位。"),
        ("rented_area_price", "999999", "没有这项单价，请从列表里选一项。"),
        ("rented_area_price", "x", "没有这项单价，请从列表里选一项。"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_lost(zone, name, typed, words):
    page = signed_in().get(CALCULATOR, {"rented_area": "3000", "water": "77"} | {name: typed})
    assert page.status_code == 200
    assert page.context["form"].errors == {name: [words]}
    assert page.context["lines"] == []
    text = page.content.decode()
    assert words in text and 'value="77"' in text
    if name == "rented_area":
        assert f'value="{typed}"' in text


@database
def test_an_empty_form_asks_for_one_figure(zone):
    page = signed_in().get(CALCULATOR, {"rented_area": "", "water": ""})
    assert page.context["form"].non_field_errors() == ["请至少填一项用量。"]
    assert signed_in().get(CALCULATOR).context["form"].errors == {}


@database
def test_a_visitor_reads_what_is_needed_and_gets_no_result_for_any_figures(client, zone):
    make_cost_item(zone=zone, label="公开房租", group="space", unit="yuan_m2_month", visibility="public",
                   value=Decimal("7531"))  # fmt: skip
    query = f"zone=xuesong&rented_area=1000&rented_area_price={pk_of(zone, '房租')}&headcount=x"
    page = client.get(f"{CALCULATOR}?{query}")
    text = page.content.decode()
    assert page.context["form"] is None and page.context["lines"] == []
    assert "租用面积" in text and "locked__bar" in text
    assert f"/accounts/login/?next=/places/costs/{quote('?' + query)}" in text
    for secret in ("14.5", "房租", "普工", "5,000", "万元", "17.4", "7,531", "要改的地方"):
        assert secret not in text
    assert text.replace(quote(query), "") == client.get(
        f"{CALCULATOR}?zone=xuesong"
    ).content.decode().replace(quote("zone=xuesong"), "")


@database
def test_staff_rows_and_drafts_are_no_price_to_choose(zone):
    for fields in ({"visibility": "staff"}, {"status": "draft"}):
        item = make_cost_item(
            zone=zone, label="秘密", group="space", unit="yuan_m2_month", value=Decimal(7532), **fields
        )
        page = signed_in().get(CALCULATOR, {"rented_area": "1", "rented_area_price": item.pk})
        assert "秘密" not in page.content.decode() and "7,532" not in page.content.decode()
        assert "rented_area_price" in page.context["form"].errors


@database
def test_without_a_zone_the_only_one_is_taken_and_of_several_the_reader_chooses(client, zone):
    assert client.get(CALCULATOR).context["zone"] == zone
    make_zone(slug="other", name="另一开发区")
    make_zone(slug="hidden", name="秘密开发区", status="draft")
    text = client.get(CALCULATOR).content.decode()
    assert 'href="/places/costs/?zone=xuesong"' in text and 'href="/places/costs/?zone=other"' in text
    assert "秘密开发区" not in text
    page = client.get(f"{CALCULATOR}?zone=hidden")
    assert page.status_code == 200
    assert "没有找到开发区“hidden”。" in page.content.decode()


@database
def test_a_zone_or_a_site_without_costs_leads_on(client):
    assert "成本测算：暂未发布内容。" in client.get(CALCULATOR).content.decode()
    make_zone(slug="bare")
    for reader in (client, signed_in()):
        assert "要素成本：暂未发布内容。" in reader.get(CALCULATOR).content.decode()


@database
def test_the_costs_page_leads_to_the_calculator(client, zone):
    assert 'href="/places/costs/?zone=xuesong"' in client.get("/zones/xuesong/costs/").content.decode()


@database
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_number_of_queries_does_not_grow(client, zone, prefix):
    member, address = signed_in(), f"{prefix}{CALCULATOR}?zone=xuesong&rented_area=10"
    few = queries_of(client, address), queries_of(member, address)
    for _ in range(60):
        make_cost_item(zone=zone, group="space", unit="yuan_m2_month")
    assert (queries_of(client, address), queries_of(member, address)) == few
    assert max(few) <= 6
