from decimal import Decimal
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_entry_requirement, make_source, make_zone
from tests.reading import queries_of, signed_in
from zones.entry_check import Answer, Outcome, Verdict, answer, verdict

CHECK = "/places/entry-check/"
MET, UNMET, BLANK = Outcome.MET, Outcome.UNMET, Outcome.BLANK
figures = st.decimals(0, 10**8, places=4)
database = pytest.mark.django_db


@pytest.mark.parametrize(
    ("operator", "own", "value", "value_max", "outcome", "gap"),
    [
        ("at_least", "200", "200", None, MET, "0"),
        ("at_least", "199.5", "200", None, UNMET, "0.5"),
        ("at_least", "0", "200", None, UNMET, "200"),
        ("at_least", "150", "100", "200", MET, "0"),
        ("at_most", "7", "7", None, MET, "0"),
        ("at_most", "7.5", "7", None, UNMET, "0.5"),
        ("at_most", "10", "7", "12", MET, "0"),
        ("at_most", "13", "7", "12", UNMET, "1"),
        ("equal", "24", "24", None, MET, "0"),
        ("equal", "23", "24", None, UNMET, "1"),
        ("equal", "26", "24", None, UNMET, "2"),
        ("equal", "25", "24", "26", MET, "0"),
        ("equal", "29", "24", "26", UNMET, "3"),
    ],
)
def test_a_figure_reaches_its_threshold_or_falls_short_by_a_gap(
    operator, own, value, value_max, outcome, gap
):
    found = answer(operator, Decimal(own), Decimal(value), value_max and Decimal(value_max))
    assert found == Answer(outcome, Decimal(gap))


def test_nothing_given_is_no_failure_and_an_unknown_operator_is_refused():
    assert answer("at_least", None, Decimal(200)) == Answer(BLANK, None)
    with pytest.raises(ValueError, match="unknown operator"):
        answer("above", Decimal(1), Decimal(1))


@given(st.sampled_from(["at_least", "at_most", "equal"]), figures, figures)
def test_closing_the_gap_meets_the_threshold(operator, own, value):
    found = answer(operator, own, value)
    assert (found.outcome is MET) == (found.gap == 0)
    closer = own + found.gap if own < value else own - found.gap
    assert answer(operator, closer, value).outcome is MET


def test_the_verdict_counts_each_outcome_and_what_is_mandatory():
    answers = [(Answer(MET), True), (Answer(UNMET), True), (Answer(UNMET), False), (Answer(BLANK), True)]
    assert verdict(answers) == Verdict(met=1, unmet=2, blank=1, unmet_mandatory=1)
    assert verdict([]) == Verdict(0, 0, 0, 0)


@pytest.fixture
def zone():
    zone = make_zone(slug="xuesong", name="雪松开发区")
    make_entry_requirement(
        zone=zone, label="投资强度", value=Decimal(200), is_mandatory=False, position=1, as_of="2026-09-15",
        note="准入办法", source=make_source("sample"),
    )  # fmt: skip
    make_entry_requirement(
        zone=zone, label="容积率", group="land_use", value=Decimal(1), unit="none", position=2
    )
    make_entry_requirement(
        zone=zone, label="办公面积", group="land_use", value=Decimal(7), unit="percent", operator="at_most",
        position=3,
    )  # fmt: skip
    return zone


def query_of(zone, **figures) -> dict:
    names = {row.label: f"own_{row.pk}" for row in zone.entry_requirements.all()}
    return {names[label]: value for label, value in figures.items()}


@database
def test_a_member_reads_each_answer_with_the_threshold_and_the_gap(zone):
    page = signed_in().get(CHECK, query_of(zone, 投资强度="150.5", 容积率="1.2"))
    assert [(check.requirement.label, check.answer) for check in page.context["answered"]] == [
        ("投资强度", Answer(UNMET, Decimal("49.5"))),
        ("容积率", Answer(MET, Decimal(0))),
        ("办公面积", Answer(BLANK)),
    ]
    text = page.content.decode()
    for part in (
        "<span>1 项达到，</span><span>1 项未达到，</span><span>1 项未填。</span>",
        "≥ 200 <small>万元/亩</small>", "<b>49.5</b> <small>万元/亩</small>",
        "必须达到", "可一事一议", "未达到的都可以一事一议。", "未达到不等于不能来：",
        'href="/inquiries/new/?from=/places/entry-check/', "2026年9月15日", "准入办法",
        '<span class="sample">示例</span>', 'value="150.5"',
    ):  # fmt: skip
        assert part in text


@database
def test_an_unmet_mandatory_requirement_is_told_apart(zone):
    text = signed_in().get(CHECK, query_of(zone, 办公面积="9", 投资强度="1")).content.decode()
    assert "未达到的里有 1 项是必须达到的。" in text
    assert "未达到的都可以一事一议" not in text


@database
def test_english_figures_are_given_and_answered_in_the_unit_that_english_reads(zone):
    page = signed_in().get(f"/en{CHECK}", query_of(zone, 投资强度="1500000"))
    check = page.context["answered"][0]
    assert (check.own, check.answer.outcome, check.gap) == (1500000, UNMET, 500000)
    assert "500,000" in page.content.decode()
    assert signed_in().get(f"/en{CHECK}", query_of(zone, 投资强度="2000000")).context["verdict"].met == 1


@database
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("一倍", "请填数字，例如 1200 或 12.5，不带单位和逗号。"),
        ("Infinity", "请填数字，例如 1200 或 12.5，不带单位和逗号。"),
        ("-1", "请填零或更大的数。"),
        ("1e30", "数字太大，请核对。"),
        ("0.00001", "小数最多四位。"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_nothing_is_lost(zone, typed, words):
    page = signed_in().get(CHECK, query_of(zone, 投资强度="177", 容积率=typed))
    assert page.status_code == 200
    assert list(page.context["form"].errors.values()) == [[words]]
    assert page.context["answered"] == []
    text = page.content.decode()
    assert words in text and 'value="177"' in text and f'value="{typed}"' in text


@database
def test_an_empty_form_has_nothing_met(zone):
    member = signed_in()
    assert member.get(CHECK, query_of(zone, 容积率="")).context["verdict"] == Verdict(0, 0, 3, 0)
    assert member.get(CHECK, query_of(zone, 容积率="1")).context["verdict"].met == 1


@database
def test_without_figures_a_member_sees_the_form_and_no_verdict(zone):
    page = signed_in().get(CHECK)
    assert page.context["answered"] == [] and "calculator__result" not in page.content.decode()


@database
def test_a_visitor_gets_no_answer_for_any_figures(client, zone):
    pk = zone.entry_requirements.get(label_zh_hans="投资强度").pk
    query = f"zone=xuesong&own_{pk}=9999"
    page = client.get(f"{CHECK}?{query}")
    text = page.content.decode()
    assert page.context["form"] is None and page.context["answered"] == [] and "locked__bar" in text
    assert f"/accounts/login/?next=/places/entry-check/{quote('?' + query)}" in text
    for secret in ("200 ", "万元/亩", "项达到", "办公面积", "容积率</", "准入办法"):
        assert secret not in text
    plain = client.get(f"{CHECK}?zone=xuesong").content.decode()
    assert text.replace(quote(query), "") == plain.replace(quote("zone=xuesong"), "")


@database
def test_staff_rows_and_drafts_are_no_question(zone):
    make_entry_requirement(zone=zone, label="秘密指标", visibility="staff")
    make_entry_requirement(zone=zone, label="秘密草稿", status="draft")
    assert "秘密" not in signed_in().get(CHECK).content.decode()


@database
def test_of_several_zones_the_reader_chooses_and_without_requirements_the_page_leads_on(client, zone):
    make_zone(slug="bare", name="另一开发区")
    assert 'href="/places/entry-check/?zone=bare"' in client.get(CHECK).content.decode()
    for reader in (client, signed_in()):
        assert "入驻要求：暂未发布内容。" in reader.get(f"{CHECK}?zone=bare").content.decode()
    assert "没有找到开发区“x”。" in client.get(f"{CHECK}?zone=x").content.decode()


@database
def test_the_entry_page_leads_to_the_check(client, zone):
    assert 'href="/places/entry-check/?zone=xuesong"' in client.get("/zones/xuesong/entry/").content.decode()


@database
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_number_of_queries_does_not_grow(client, zone, prefix):
    row = zone.entry_requirements.first()
    member, address = signed_in(), f"{prefix}{CHECK}?zone=xuesong&own_{row.pk}=10"
    few = queries_of(client, address), queries_of(member, address)
    for _ in range(30):
        make_entry_requirement(zone=zone)
    assert (queries_of(client, address), queries_of(member, address)) == few
    assert max(few) <= 6
