"""Tables into the admin: template, dry run, errors by row, all or nothing, the same file twice, who may."""

import io
import json
import os

import pytest
from openpyxl import load_workbook

from notices.models import Issuer, Notice, NoticeCategory
from publishing.models import AuditEntry, ContentVersion
from tests.desk.staff import address, make_staff, signed_in
from tests.desk.tables import confirm, csv_of, imported, upload, xlsx_of
from tests.factories import (
    make_cost_item,
    make_enterprise,
    make_industry,
    make_notice,
    make_source,
    make_track,
    make_zone,
)
from zones.models import CostItem, Enterprise, Honour, Media, Plant, Track

pytestmark = pytest.mark.django_db
FIRMS = [
    "开发区",
    "企业名称",
    "企业名称（英文）",
    "所属赛道",
    "产业",
    "重点企业",
    "年产值（元）",
    "员工数（人）",
    "来源",
]


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def world():
    """One zone with a track, two industries and a source, named as the tables below name them."""
    zone = make_zone(name="雪松开发区", slug="xuesong")
    make_track(name="装备制造", slug="equipment")
    for name in ("数控机床", "机器人、自动化"):
        make_industry(zone=zone, name=name, slug=f"i-{len(name)}")
    make_source(title="企业名录")
    return zone


@pytest.fixture
def editor():
    return signed_in(make_staff("view", "add", "change", model=Enterprise))


@pytest.fixture
def publisher():
    return signed_in(make_staff("view", "add", "change", "publish", model=Enterprise))


@pytest.fixture
def publisher_of_notices():
    return signed_in(make_staff("view", "add", "change", "publish", model=Notice))


def firm(number, **cells):
    row = {
        "开发区": "雪松开发区",
        "企业名称": f"第{number}机床厂",
        "所属赛道": "装备制造",
        "产业": "数控机床",
        "重点企业": "否",
        "年产值（元）": 1_000_000 + number,
        "员工数（人）": "１,２００",
        "来源": "企业名录",
    } | cells
    return [row.get(name) for name in FIRMS]


def problems(page):
    return [(problem.line, problem.label, problem.text) for problem in page.context["problems"]]


def test_two_hundred_firms_with_six_bad_rows_change_nothing_and_then_come_in_once(world, editor):
    form = load_workbook(io.BytesIO(editor.get(address(Enterprise, "import_template")).content))
    sheet = form["填写"]
    headers = [cell.value.removesuffix("*") for cell in sheet[1]]
    bad = {
        17: {"所属赛道": "农业"},
        42: {"员工数（人）": "一千人"},
        77: {"企业名称": None},
        101: {"重点企业": "也许"},
        150: {"年产值（元）": -5},
        199: {"开发区": "别处"},
    }

    def fill(spoilt):
        for number in range(1, 201):
            row = dict(zip(FIRMS, firm(number, **spoilt.get(number, {})), strict=True))
            for place, name in enumerate(headers, 1):
                sheet.cell(number + 2, place).value = row.get(name)
        written = io.BytesIO()
        form.save(written)
        return written.getvalue()

    page = upload(editor, Enterprise, fill(bad))
    assert [(line, label) for line, label, _text in problems(page)] == [
        (19, "所属赛道"),
        (44, "员工数（人）"),
        (79, "企业名称"),
        (103, "重点企业"),
        (152, ""),
        (201, "开发区"),
    ]
    texts = [text for *_where, text in problems(page)]
    assert "装备制造" in texts[0], "what may stand there is named"
    assert "应填数字" in texts[1] and "必填" in texts[2] and "“是”或“否”" in texts[3]
    assert texts[4] == "年产值不能是负数。"
    assert page.context["examples"] == 1
    assert "确认导入" not in page.content.decode()
    assert not Enterprise.objects.exists()

    before = ContentVersion.objects.get().number
    imported(editor, Enterprise, fill({}))
    assert Enterprise.objects.filter(status="draft").count() == 200
    first = Enterprise.objects.get(name="第1机床厂")
    assert (first.slug, first.workforce) == ("di-1-ji-chuang-chang", 1200)
    assert [row.name for row in first.industries.all()] == ["数控机床"]
    record = first.history.get()
    assert record.history_change_reason == "表格导入" and record.history_user is not None
    assert AuditEntry.objects.filter(action="added", fields="表格导入").count() == 200
    assert ContentVersion.objects.get().number == before, "raised on commit, which a test never reaches"

    again = upload(editor, Enterprise, fill({}))
    assert (again.context["number_added"], again.context["number_changed"]) == (0, 0)
    assert again.context["unchanged"] == 200
    assert first.history.count() == 1


def test_a_change_is_shown_field_by_field_and_makes_one_version(world, editor):
    row = make_enterprise(zone=world, name="第1机床厂", workforce=10, status="draft", summary="旧")
    table = xlsx_of(["开发区", "企业名称", "员工数（人）", "简介"], [["xuesong", "第1机床厂", 1200.0, "新"]])
    page = upload(editor, Enterprise, table)
    assert page.context["changed"][0].changes == [("简介", "旧", "新"), ("员工数（人）", "10", "1200")]
    confirm(editor, Enterprise, page)
    row.refresh_from_db()
    assert (row.workforce, row.summary, row.version, row.status) == (1200, "新", 2, "draft")
    assert row.history.first().history_change_reason == "表格导入"
    assert AuditEntry.objects.get(action="changed").fields == "表格导入：简介、员工数（人）"


def test_what_is_public_is_changed_only_by_who_may_publish(world, editor, publisher):
    row = make_enterprise(zone=world, name="第1机床厂")
    table = xlsx_of(["开发区", "企业名称", "员工数（人）"], [["雪松开发区", "第1机床厂", 5]])
    assert problems(upload(editor, Enterprise, table)) == [(2, "", "已公开的内容须由有发布权限的同事修改。")]
    page = imported(publisher, Enterprise, table)
    assert "其中 <b>1</b> 条已公开" in page.content.decode()
    row.refresh_from_db()
    assert (row.workforce, row.status) == (5, "published")


def test_several_names_are_parted_and_a_name_may_have_the_sign_in_itself(world, editor):
    rows = [
        firm(1, 产业="数控机床；机器人、自动化"),
        firm(2, 产业="机器人、自动化"),
        firm(3, 产业="数控机床、i-7"),
    ]
    imported(editor, Enterprise, csv_of(FIRMS, rows, "gb18030"), "firms.csv")
    found = {row.name: row.industries.count() for row in Enterprise.objects.all()}
    assert found == {"第1机床厂": 2, "第2机床厂": 1, "第3机床厂": 2}


def test_doubles_in_the_file_and_other_addresses_are_named(world, editor):
    make_enterprise(zone=world, name="第3机床厂", slug="three", status="draft")
    headers = [*FIRMS, "网址标识"]
    rows = [[*firm(1), "one"], [*firm(2), "one"], [*firm(3), "drei"]]
    found = problems(upload(editor, Enterprise, xlsx_of(headers, rows)))
    assert found[0] == (3, "", "和第 2 行是同一条，只能留一行。")
    assert found[1][0] == 4 and "要改网址标识请在编辑页修改" in found[1][2]


def test_a_table_without_its_columns_is_refused_with_their_names(world, editor):
    def refusal(headers, row):
        return upload(editor, Enterprise, xlsx_of(headers, [row])).context["form"].errors["table"][0]

    assert "不认识的列名：企业名" in refusal(["开发区", "企业名"], ["雪松开发区", "甲"])
    assert "表格缺少必填的列：所属赛道、来源。第 2 行" in refusal(
        ["开发区", "企业名称"], ["雪松开发区", "甲"]
    )
    assert "“开发区”“企业名称”" in refusal(["员工数（人）"], [1])
    assert "列名重复：企业名称" in refusal(["开发区", "企业名称", "企业名称"], ["雪松开发区", "甲", "乙"])


def test_notices_are_known_by_number_else_by_issuer_title_and_day():
    staff = signed_in(make_staff("view", "add", "change", "publish", model=Notice))
    issuer = Issuer.objects.create(name="管委会", slug="gwh")
    NoticeCategory.objects.create(name="产业", slug="industry")
    make_source(title="原文")
    numbered = make_notice(title="旧题", doc_number="雪管发〔2024〕1号", issuer=issuer)
    named = make_notice(title="关于甲的通知", issuer=issuer)
    headers = ["标题", "发文机关", "文号", "成文日期", "发布日期", "主题分类", "正文种类", "正文", "来源"]
    shared = ["产业", "全文", "第一段\n\n第二段", "原文"]
    table = [
        ["新题", "管委会", "雪管发〔2024〕1号", None, "2024年1月1日", *shared],
        ["关于甲的通知", "管委会", None, 45000, "2024/1/1", *shared],
        ["关于乙的通知", "管委会", None, None, 45292, *shared],
    ]
    found = problems(upload(staff, Notice, xlsx_of(headers, table)))
    assert found == []
    imported(staff, Notice, xlsx_of(headers, table))
    numbered.refresh_from_db()
    named.refresh_from_db()
    assert (numbered.title, numbered.body) == ("新题", "<p>第一段</p><p>第二段</p>")
    assert str(named.written_date) == "2023-03-15"
    assert str(Notice.objects.get(title="关于乙的通知").published_date) == "2024-01-01"
    again = upload(staff, Notice, xlsx_of(headers, table))
    assert again.context["unchanged"] == 3


def test_costs_plants_and_vocabularies_have_tables_too(world):
    costs = signed_in(make_staff("view", "add", "change", "publish", model=CostItem))
    item = make_cost_item(zone=world, label="电价", tier="1 千伏", value=1)
    headers = ["开发区", "类别", "指标", "档次与条件", "数值", "单位", "口径", "来源"]
    rows = [
        ["雪松开发区", "power", "电价", tier, "0.68", "元/千瓦时", None, "企业名录"]
        for tier in ("1 千伏", "10 千伏")
    ]
    page = imported(costs, CostItem, xlsx_of(headers, rows))
    assert (page.context["number_added"], page.context["number_changed"]) == (1, 1)
    item.refresh_from_db()
    assert str(item.value) == "0.6800"

    plants = signed_in(make_staff("view", "add", "change", model=Plant))
    headers = ["开发区", "名称", "面积（平方米）", "状态", "来源"]
    imported(plants, Plant, xlsx_of(headers, [["雪松开发区", "1 号厂房", 5000, "可售", "企业名录"]]))
    plant = Plant.objects.get()
    assert (plant.availability, plant.status, plant.kind) == ("sale", "draft", "plant")

    honours = signed_in(make_staff("view", "add", "change", model=Honour))
    imported(honours, Honour, xlsx_of(["名称", "排序"], [["瞪羚企业", 3]]))
    assert Honour.objects.get().slug == "deng-ling-qi-ye"


def test_what_changed_since_the_preview_is_shown_again(world, editor):
    row = make_enterprise(zone=world, name="第1机床厂", status="draft", workforce=1)
    table = xlsx_of(["开发区", "企业名称", "员工数（人）"], [["雪松开发区", "第1机床厂", 5]])
    page = upload(editor, Enterprise, table)
    Enterprise.objects.filter(pk=row.pk).update(workforce=2)
    answer = confirm(editor, Enterprise, page)
    assert "您预览之后，网站上的内容有了变化" in answer.content.decode()
    assert Enterprise.objects.get().workforce == 2
    confirm(editor, Enterprise, answer)
    assert Enterprise.objects.get().workforce == 5


def test_the_file_between_the_two_steps_belongs_to_one_user_and_is_gone_after_them(world, editor, tmp_path):
    table = xlsx_of(FIRMS, [firm(1)])
    page = upload(editor, Enterprise, table)
    assert len(list(tmp_path.rglob("imports/*"))) == 1
    other = signed_in(make_staff("view", "add", "change", model=Enterprise))
    answer = other.post(address(Enterprise, "process_import"), {"plan": page.context["plan"]}, follow=True)
    assert "预览已经过期" in answer.content.decode()
    assert not Enterprise.objects.exists()
    confirm(editor, Enterprise, page)
    assert Enterprise.objects.count() == 1
    assert not list(tmp_path.rglob("imports/*"))
    assert confirm(editor, Enterprise, page).status_code == 302


def test_a_file_that_nobody_confirms_is_gone_within_the_hour(world, editor, tmp_path):
    page = upload(editor, Enterprise, xlsx_of(FIRMS, [firm(1)]))
    kept = next(tmp_path.rglob("imports/*"))
    hour_ago = kept.stat().st_mtime - 3700
    os.utime(kept, (hour_ago, hour_ago))
    assert confirm(editor, Enterprise, page)["Location"] == address(Enterprise, "import")
    assert not kept.exists()
    assert not Enterprise.objects.exists()


def test_importing_needs_the_rights_to_add_and_to_change(world):
    for verbs in (["view"], ["view", "add"], ["view", "change"]):
        client = signed_in(make_staff(*verbs, model=Enterprise))
        for page in ("import", "import_template", "process_import"):
            assert client.get(address(Enterprise, page)).status_code == 403
        assert client.post(address(Enterprise, "process_import")).status_code == 403
    pictures = signed_in(make_staff("view", "add", "change", model=Media))
    assert pictures.get(address(Media, "import")).status_code == 403
    assert Track.objects.count() == 1


def test_the_page_is_chinese_and_says_what_is_not_in_a_table(world, editor):
    text = editor.get(address(Enterprise, "import")).content.decode()
    for words in ("上传并预览", "下载模板", "图片、附件和分条填写的内容", "企业名称（英文）"):
        assert words in text


def test_lines_of_json_come_in_as_tables_do_and_a_broken_one_is_named(publisher_of_notices):
    notice = make_notice(doc_number="示政发〔2024〕5号", summary="旧", region="沈阳市")
    line = '{"文号": "示政发[2024]5号", "summary": "新"}\n'
    page = imported(publisher_of_notices, Notice, line.encode(), "notices.jsonl")
    assert (page.context["number_added"], page.context["number_changed"]) == (0, 1)
    notice.refresh_from_db()
    assert (notice.summary, notice.region) == ("新", "沈阳市"), "what a line does not name stays"
    for bad, said in (
        ('{"文号": ', "第 2 行不是完整的 JSON"),
        ("[1]", "第 2 行不是 JSON 对象"),
        ('{"文号": {"a": 1}}', "第 2 行“文号”的值应是文字、数字或它们的列表"),
        ('{"标题": "甲", "title": "乙"}', "列名重复：标题"),
        ('{"颜色": "红"}', "不认识的列名：颜色"),
    ):
        page = upload(publisher_of_notices, Notice, (line + bad).encode(), "notices.jsonl")
        assert said in page.content.decode(), bad
    whole = {
        "文号": notice.doc_number,
        "标题": notice.title,
        "发文机关": notice.issuer.name,
        "主题分类": notice.category.name,
        "发布日期": "2024-01-01",
        "来源": notice.source.title,
    }
    lacking = f'{json.dumps(whole)}\n{{"标题": "甲"}}'
    page = upload(publisher_of_notices, Notice, lacking.encode(), "notices.jsonl")
    assert (2, "发布日期", "必填，不能空着。") in problems(page)
