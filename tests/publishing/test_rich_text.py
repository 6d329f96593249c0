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
