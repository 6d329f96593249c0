"""Rich text is cleaned on every way into the database."""

import pytest
from django.core.management import call_command

from publishing.fields import clean_rich_text, labelled_lines
from tests.factories import make_zone
from zones.models import Zone

DIRTY = (
    '<h1 class="MsoNormal" style="color:red">大标题</h1><p onclick="x()">正<b style="x">文</b><script>alert(1)</script></p>'
    '<a href="javascript:alert(1)">链</a><table><tr><td colspan="2" style="x">格</td></tr></table><img src=x onerror=y>'
)
CLEAN = (
    '<h2>大标题</h2><p>正文</p><a rel="noopener nofollow">链</a>'
    '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>'
)


def test_what_is_pasted_keeps_its_structure_and_loses_its_tricks():
    assert clean_rich_text(DIRTY) == CLEAN


def test_cleaning_twice_changes_nothing():
    assert clean_rich_text(CLEAN) == CLEAN


STORED = (
    '<table><caption>时间表</caption><thead><tr><th scope="col">时限</th><th scope="col">谁</th></tr></thead>'
    "<tbody><tr><td>12月31日前</td><td>乡镇</td></tr></tbody></table>"
)
EDITED = (  # what the editor hands back of it
    '<table><tbody><tr><td colspan="1" rowspan="1"><p>时间表</p></td></tr><tr><th colspan="1" rowspan="1"><p>时限</p></th>'
    '<th colspan="1" rowspan="1"><p>谁</p></th></tr><tr><td colspan="1" rowspan="1"><p>12月31日前</p></td>'
    '<td colspan="1" rowspan="1"><p>乡镇</p></td></tr></tbody></table>'
)


def test_a_table_keeps_its_title_and_its_headings_through_the_editor():
    assert clean_rich_text(EDITED) == STORED.replace(' scope="col"', "")
    assert clean_rich_text(STORED) == STORED


@pytest.mark.parametrize(
    "table",
    [
        '<table><tbody><tr><td colspan="2">合并的一行</td></tr><tr><td>一</td><td>二</td></tr></tbody></table>',
        "<table><tbody><tr><td>只有一列</td></tr><tr><td>的表</td></tr></tbody></table>",
        "<table><tbody><tr><th>只有</th><th>标题</th></tr></tbody></table>",
        "<table><tbody><tr><th>行首</th><td>值</td></tr></tbody></table>",
        "<table><tbody><tr><td><p>两</p><p>段</p></td></tr></tbody></table>",
    ],
)
def test_other_tables_stay_as_they_are(table):
    assert clean_rich_text(table) == table


@pytest.mark.django_db
def test_save_cleans():
    assert Zone.objects.get(pk=make_zone(intro=DIRTY).pk).intro == CLEAN


@pytest.mark.django_db
def test_update_cleans():
    zone = make_zone()
    Zone.objects.filter(pk=zone.pk).update(intro=DIRTY)
    assert Zone.objects.get(pk=zone.pk).intro == CLEAN


@pytest.mark.django_db
def test_bulk_update_cleans():
    zone = make_zone()
    zone.intro = DIRTY
    Zone.objects.bulk_update([zone], ["intro", "intro_zh_hans"])
    assert Zone.objects.get(pk=zone.pk).intro == CLEAN


@pytest.mark.django_db
def test_loaddata_cleans(tmp_path):
    zone = make_zone(intro="<p>旧</p>")
    call_command("dumpdata", "zones.zone", output=tmp_path / "zone.json")
    text = (tmp_path / "zone.json").read_text(encoding="utf-8")
    dumped = text.encode().decode("unicode_escape") if "\\u" in text else text
    (tmp_path / "zone.json").write_text(
        dumped.replace("<p>旧</p>", "<p>新<script>x</script></p>"), encoding="utf-8"
    )
    call_command("loaddata", tmp_path / "zone.json", verbosity=0)
    assert Zone.objects.get(pk=zone.pk).intro == "<p>新</p>"


def test_labelled_lines_keep_order_and_survive_a_missing_label():
    lines = labelled_lines("园区｜在沈水街道\n\n 企业 ｜ 49 户 \n没有标签")
    assert [tuple(line) for line in lines] == [("园区", "在沈水街道"), ("企业", "49 户"), ("", "没有标签")]
