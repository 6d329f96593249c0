"""`manage.py import_notices`: the good rows are in, the bad ones in the report, a second run changes nothing."""

import csv
import json
from datetime import date
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from notices.importing import NoticeImport
from notices.models import Concern, Notice
from publishing.models import AuditEntry
from tests.factories import make_notice, make_source
from tests.notices.tables_of_notices import csv_file, jsonl_file, rows_of, xlsx_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make_source(title="旧网站")


def imported(file, **options) -> int:
    """The exit code of the command."""
    try:
        call_command("import_notices", file, add_names=True, **options)
    except SystemExit as ended:
        return ended.code
    return 0


def reported(path) -> dict[int, dict]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {int(row["行号"]): row for row in csv.DictReader(file)}


def state():
    return list(Notice.objects.order_by("pk").values_list("pk", "version", "title", "doc_number", "status"))


def test_of_five_hundred_rows_the_good_ones_are_in_and_each_bad_one_is_named(source, tmp_path, capsys):
    rows, broken = rows_of(500, source="旧网站", every=33)
    file = tmp_path / "notices.csv"
    file.write_bytes(csv_file(rows))
    assert imported(file) == 1
    assert Notice.objects.filter(status="draft", source=source).count() == 500 - len(broken) == 485
    found = reported(tmp_path / "notices.问题.csv")
    assert found.keys() == broken.keys()
    for line, row in found.items():
        assert broken[line] in row["原因"], row["原因"]
        original = rows[line - 2]
        assert {name: row[name] for name in original} == original, "nothing of the row is lost"
    assert AuditEntry.objects.filter(actor_name="import_notices", action="added").count() == 485
    notice = Notice.objects.get(title=rows[0]["标题"])
    assert notice.history.get().history_change_reason == "表格导入"
    assert notice.body == rows[0]["正文"] and notice.issuer.name == rows[0]["发文机关"]

    before = state()
    assert imported(file) == 1
    assert "新增 0，修改 0，不变 485，有问题 15" in capsys.readouterr().out
    assert state() == before
    assert not (tmp_path / "notices.进度.json").exists()


def test_what_was_fetched_is_kept_as_a_checksum_of_its_text(source, tmp_path):
    (row,), _broken = rows_of(1, source="旧网站")
    file = tmp_path / "notices.csv"
    file.write_bytes(
        csv_file([row | {"原文网址": "https://www.example.gov.cn/1.html", "取得原文的日期": "2026-11-20"}])
    )
    imported(file)
    notice = Notice.objects.get()
    assert notice.content_hash == sha256(row["正文"].encode()).hexdigest()
    assert notice.fetched_on == date(2026, 11, 20)


def test_the_report_can_be_mended_and_imported(source, tmp_path):
    rows, broken = rows_of(10, source="旧网站", every=5)
    file = tmp_path / "notices.xlsx"
    file.write_bytes(xlsx_file(rows))
    assert imported(file) == 1
    report = tmp_path / "notices.问题.csv"
    bad = report.read_text("utf-8-sig")
    assert imported(report) == 1
    again = report.with_suffix(".问题.csv").read_text("utf-8-sig")
    assert again.splitlines()[0] == bad.splitlines()[0], (
        "one column for the reason, however often it comes back"
    )
    report.write_text(bad.replace("去年", "2026-11-01").replace("\n,", "\n补上的标题,"))
    assert imported(report) == 0
    assert Notice.objects.count() == 10
    assert not (tmp_path / "notices.问题.问题.csv").exists()


def test_an_import_that_was_killed_goes_on_where_it_stopped(source, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("notices.importing.CHUNK", 20)
    rows, broken = rows_of(100, source="旧网站", every=7)
    rows[90]["文号"] = rows[0]["文号"]  # of a row that came in before the stop
    file = tmp_path / "notices.csv"
    file.write_bytes(csv_file(rows))
    chunks = NoticeImport(file, adds_names=True).chunks()
    assert [next(chunks), next(chunks)] == [21, 41]
    chunks.close()
    assert Notice.objects.count() == 40 - 5
    assert imported(file) == 1
    assert "从第 42 行继续" in capsys.readouterr().out
    found = reported(tmp_path / "notices.问题.csv")
    assert list(found) == sorted({*broken, 92})
    assert found[92]["原因"] == "和第 2 行是同一条，只能留一行。"
    assert Notice.objects.count() == 100 - len(found)


def test_a_line_of_jsonl_is_read_by_either_name_and_a_broken_one_is_kept_as_it_is(source, tmp_path):
    rows, _broken = rows_of(3, source="旧网站")
    second = {
        "title": "第二条",
        "issuer": rows[0]["发文机关"],
        "published_date": "2024-05-01",
        "source": "旧网站",
    }
    second |= {"category": rows[0]["主题分类"], "body": "<p>正文<script>x</script></p>"}
    lines = [json.dumps(rows[0]), json.dumps(second), '{"title": "半', json.dumps(rows[1] | {"颜色": "红"})]
    file = tmp_path / "notices.jsonl"
    file.write_text("\n".join(lines))
    assert imported(file) == 1
    assert {notice.title for notice in Notice.objects.all()} == {rows[0]["标题"], "第二条"}
    assert Notice.objects.get(title="第二条").body == "<p>正文</p>"
    found = [json.loads(line) for line in (tmp_path / "notices.问题.jsonl").read_text().splitlines()]
    assert [(row["行号"], row["原因"][:10]) for row in found] == [
        (3, "不是完整的 JSON"),
        (4, "不认识的列名：颜色。"),
    ]
    assert found[0]["原文"] == '{"title": "半' and found[1]["颜色"] == "红"

    file.write_bytes(jsonl_file([{"文号": rows[0]["文号"], "summary": "改过"}]))
    assert imported(file) == 0
    changed = Notice.objects.get(title=rows[0]["标题"])
    assert (changed.summary, changed.body) == ("改过", rows[0]["正文"]), "what a line does not name stays"


def test_only_notices_without_a_doubt_are_published_on_the_way_in(source, tmp_path):
    rows, _broken = rows_of(3, source="旧网站")
    rows[1]["正文"] = ""
    file = tmp_path / "notices.csv"
    file.write_bytes(csv_file(rows))
    assert imported(file, publish=True) == 0
    drafts = Notice.objects.exclude(status="published")
    assert [(notice.title, notice.body_kind) for notice in drafts] == [(rows[1]["标题"], "missing")]
    assert [(each.notice, each.kind) for each in Concern.objects.all()] == [(drafts.get(), "empty")]
    published = Notice.objects.filter(status="published").first()
    assert published.history.latest().history_change_reason == "导入时发布"
    assert published.history.latest().status == "published"


def test_a_file_that_is_no_table_or_has_unknown_columns_changes_nothing(source, tmp_path):
    for name, content, said in (
        ("a.csv", "标题,颜色\n甲,红\n".encode(), "不认识的列名：颜色"),
        ("a.pdf", b"%PDF", "只接受"),
        ("a.xlsx", b"PK", "打不开"),
        ("a.csv", b"\xff\xfe\x00", "读不出文字"),
        ("a.csv", b"", "没有可以导入的行"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        with pytest.raises(CommandError, match=said):
            call_command("import_notices", file)
    with pytest.raises(CommandError, match="没有导入"):
        call_command("import_notices", tmp_path / "nowhere.csv")
    assert not Notice.objects.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "a.pdf", "a.xlsx"}


@pytest.mark.parametrize("brackets", ["[2024]", "【2024】", "（2024）", "［２０２４］", " 〔2024〕 "])
def test_a_number_is_found_however_its_brackets_are_written(source, tmp_path, brackets):
    notice = make_notice(doc_number="示政发〔2024〕5号", summary="旧")
    file = tmp_path / "notices.csv"
    file.write_text(f"文号,一句话摘要\n示政发{brackets}5号,新\n")
    assert imported(file) == 0
    notice.refresh_from_db()
    assert notice.summary == "新"


def test_without_a_number_the_source_address_tells_and_else_issuer_title_and_day(source, tmp_path):
    by_address = make_notice(source_url="http://www.example.cn/a/1.html", summary="旧")
    by_name = make_notice(issuer=by_address.issuer, title="甲", summary="旧")
    file = tmp_path / "notices.jsonl"
    named = {"发文机关": by_name.issuer.name, "标题": "甲", "发布日期": "2024-01-01"}
    rows = [
        {"原文网址": "https://www.example.cn/a/1.html", "一句话摘要": "新一"},
        named | {"一句话摘要": "新二"},
    ]
    file.write_bytes(jsonl_file(rows))
    assert imported(file) == 0
    assert list(Notice.objects.order_by("pk").values_list("summary", flat=True)) == ["新一", "新二"]

    again = make_notice(issuer=by_name.issuer, title="甲")
    file.write_bytes(jsonl_file([named]))
    assert imported(file) == 1
    said = json.loads((tmp_path / "notices.问题.jsonl").read_text())["原因"]
    assert f"编号 {by_name.pk}“甲”、编号 {again.pk}“甲”" in said
