"""Two tables that mean the same rows, confirmed at the same moment: one comes in whole, the other's author is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from publishing.admin.tables import BUSY, STALE
from publishing.models import AuditEntry
from tests.factories import make_enterprise, make_source, make_track, make_zone
from tests.live_database import live_database
from zones.models import Enterprise

from .staff import make_staff, signed_in
from .tables import confirm, upload, xlsx_of

pytestmark = pytest.mark.django_db(transaction=True)
HEADERS = ["开发区", "企业名称", "所属赛道", "员工数（人）", "来源"]


def table(workforce, own):
    """A firm that is there already, one that both tables add, and thirty that only this one adds."""
    names = ["老厂", "新厂", *(f"{own}{number}厂" for number in range(30))]
    return xlsx_of(HEADERS, [["雪松开发区", name, "装备制造", workforce, "企业名录"] for name in names])


def test_of_two_imports_at_once_one_comes_in_whole_and_the_other_not_at_all(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    zone = make_zone(name="雪松开发区")
    make_enterprise(zone=zone, name="老厂", status="draft", track=make_track(name="装备制造"), workforce=1)
    make_source(title="企业名录")
    colleagues = [signed_in(make_staff("view", "add", "change", model=Enterprise)) for _ in range(2)]
    both_ready = Barrier(2)

    def send(client, page):
        try:
            both_ready.wait(60)
            return confirm(client, Enterprise, page)
        finally:
            connections.close_all()

    with live_database(tmp_path):
        tables = zip(colleagues, [table(5, "甲"), table(7, "乙")], strict=True)
        pages = [upload(client, Enterprise, content) for client, content in tables]
        with ThreadPoolExecutor(2) as threads:
            answers = list(threads.map(send, colleagues, pages))
        told = [
            colleague.get("/admin/", follow=True).text + answer.text
            for colleague, answer in zip(colleagues, answers, strict=True)
        ]
        won = [place for place, text in enumerate(told) if "导入完成：新增 31 条，修改 1 条" in text]
        assert len(won) == 1
        assert any(words in told[1 - won[0]] for words in (STALE, BUSY))
        kept = {row.name: row.workforce for row in Enterprise.objects.all()}
        wanted, own = [(5, "甲"), (7, "乙")][won[0]]
        assert kept == dict.fromkeys(["老厂", "新厂", *(f"{own}{number}厂" for number in range(30))], wanted)
        assert Enterprise.history.filter(history_change_reason="表格导入").count() == 32
        assert AuditEntry.objects.filter(fields__startswith="表格导入").count() == 32
