"""The index follows what is written, however it is written, once it is committed."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import TextField

from notices.models import Issuer, Notice
from policies.models import Policy
from publishing.changes import one_content_change
from publishing.models import ContentVersion
from search import tokens
from search.api import Hit, SearchRequest, search
from search.backends import backend
from search.checks import check_index, is_current
from search.index import do_what_is_due, rebuild
from search.kinds import SEVERAL
from search.models import DueRow, IndexState, SearchEntry, SearchText
from tests.factories import (
    make_award,
    make_enterprise,
    make_notice,
    make_source,
    make_track,
    make_zone,
)
from zones.models import Zone

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def found(q, **asked) -> set[Hit]:
    return set(search(SearchRequest(q, **asked)).hits)


def titles(q) -> list[str]:
    return sorted(
        Notice.objects.filter(pk__in=[hit.object_id for hit in found(q, kind="notice")]).values_list(
            "title", flat=True
        )
    )


@pytest.fixture
def committed(db, django_capture_on_commit_callbacks):
    """Runs what it is given and then what waits for the commit; returns the result."""

    def run(write):
        with django_capture_on_commit_callbacks(execute=True):
            return write()

    return run


@pytest.fixture
def notice(committed):
    return committed(
        lambda: make_notice(title="数字经济", issuer=Issuer.objects.create(name="科技局", slug="office"))
    )


def test_saving_and_deleting(notice, committed):
    assert titles("数字经济") == ["数字经济"]
    notice.title, notice.published_date = "生猪补贴", date(2020, 2, 2)
    committed(notice.save)
    assert (titles("数字经济"), titles("生猪")) == ([], ["生猪补贴"])
    assert SearchEntry.objects.get().year == 2020
    committed(notice.delete)
    assert not SearchEntry.objects.exists()
    assert not SearchText.objects.exists()


def test_writing_past_save(notice, committed):
    rows = Notice.objects.filter(pk=notice.pk)
    committed(lambda: rows.update(status="archived"))
    assert titles("数字经济") == []
    committed(lambda: rows.update(status="published"))
    assert titles("数字经济") == ["数字经济"]
    notice.title = "生猪"
    committed(lambda: Notice.objects.bulk_update([notice], ["title"]))
    assert titles("生猪") == ["生猪"]
    fields = {"issuer": notice.issuer, "category": notice.category, "source": notice.source}
    more = Notice(title="生猪方案", body="甲", published_date=date(2024, 1, 1), status="published", **fields)
    committed(lambda: Notice.objects.bulk_create([more]))
    assert titles("生猪") == ["生猪", "生猪方案"]
    committed(lambda: Notice.objects.filter(title="生猪").delete())
    assert titles("生猪") == ["生猪方案"]


def test_what_a_row_takes_along_when_it_is_deleted(committed):
    policy = committed(lambda: make_award(beneficiary="瞪羚企业").policy)
    zone = committed(lambda: make_enterprise(name="瞪羚公司").zone)
    assert {hit.kind for hit in found("瞪羚")} == {"clause", "enterprise"}
    committed(lambda: Policy.objects.filter(pk=policy.pk).delete())
    committed(zone.delete)
    assert found("瞪羚") == set()


def test_what_is_shown_through_another_row(notice, committed):
    track = make_track(name="航空")
    firm = committed(lambda: make_enterprise(name="甲公司", track=track, zone=make_zone(name="雪松")))
    clause = committed(lambda: make_award(beneficiary="乙企业"))
    committed(lambda: Issuer.objects.filter(pk=notice.issuer_id).update(name_zh_hans="大数据局"))
    assert (titles("科技局"), titles("大数据局")) == ([], ["数字经济"])
    track.name = "航天"
    committed(track.save)
    assert found("航天") == {Hit("enterprise", firm.pk)}
    committed(lambda: Zone.objects.filter(pk=firm.zone_id).update(status="draft"))
    assert found("甲公司") == set()
    committed(lambda: Policy.objects.filter(pk=clause.policy_id).update(status="review"))
    assert found("乙企业") == set()
    committed(lambda: Policy.objects.update(status="published", source=make_source("sample")))
    assert found("乙企业") == set()  # the sums of samples are not shown


def test_a_zone_is_a_condition_from_either_side(notice, committed):
    zone = make_zone()
    for write, expected in (
        (lambda: zone.notices.add(notice), {zone.pk}),
        (lambda: zone.notices.clear(), {None}),
        (lambda: notice.zones.set([zone, make_zone()]), {SEVERAL}),
        (lambda: notice.zones.set([zone]), {zone.pk}),
        (lambda: notice.zones.remove(zone), {None}),
    ):
        committed(write)
        assert set(SearchEntry.objects.filter(kind=1).values_list("zone_id", flat=True)) == expected


def test_a_schedule_and_an_expiry(committed):
    with time_machine.travel(NOON, tick=False) as clock:
        committed(lambda: make_notice(title="明日公告", publish_at=NOON + HOUR, expire_at=NOON + 3 * HOUR))
        assert (titles("明日"), SearchEntry.objects.count(), DueRow.objects.count()) == ([], 0, 1)
        clock.shift(2 * HOUR)
        do_what_is_due()
        assert (titles("明日"), DueRow.objects.count()) == (["明日公告"], 0)
        clock.shift(2 * HOUR)
        result = search(SearchRequest("明日"))  # at once, without the worker
        assert (result.hits, result.count, result.by_kind["notice"]) == ([], 0, 0)
        assert SearchEntry.objects.exists()
        call_command("work", once=True)
        assert not SearchEntry.objects.exists()


def test_what_the_index_could_not_take_in_comes_with_the_worker(committed, caplog):
    text = SearchText._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {text} RENAME TO {text}_away")
        late = committed(lambda: make_notice(title="数字经济"))
        cursor.execute(f"ALTER TABLE {text}_away RENAME TO {text}")
    assert ("could not take in notice" in caplog.text, titles("数字经济")) == (True, [])
    do_what_is_due()
    assert (titles("数字经济"), DueRow.objects.count()) == ([late.title], 0)


def test_what_waits_for_its_zone_comes_with_it(committed):
    with time_machine.travel(NOON, tick=False) as clock:
        committed(
            lambda: make_enterprise(
                name="甲公司", zone=make_zone(publish_at=NOON + HOUR), publish_at=NOON + 2 * HOUR
            )
        )
        for there in (0, 0, 1):
            do_what_is_due()
            assert len(found("甲公司")) == there
            clock.shift(1.2 * HOUR)


def test_many_writes_are_told_once(notice, committed):
    before = ContentVersion.objects.get().number

    def write():
        with one_content_change():
            for name in ("生猪", "良种"):
                notice.title = name
                notice.save()
                make_notice(title=f"{name}方案")
            assert titles("数字经济") == ["良种"]  # the index still holds the former title

    committed(write)
    assert ContentVersion.objects.get().number == before + 1
    assert titles("数字经济") == []
    assert titles("良种") == ["良种", "良种方案"]


def test_what_is_rolled_back_is_not_told(transactional_db):
    notice = make_notice(title="数字经济")
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(title_zh_hans="生猪")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            make_notice(title="生猪")
            1 / 0  # noqa: B018
    assert titles("生猪") == ["生猪"]
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notice.delete()
        1 / 0  # noqa: B018
    assert titles("生猪") == ["生猪"]


def test_fixtures_alone_end_with_the_whole_index(committed):
    committed(lambda: call_command("loaddata", "demo", verbosity=0))
    kept = entries()
    assert len(kept) > 100
    assert {entry[0] for entry in kept} == set(range(1, 9))
    assert is_current()
    for _ in rebuild():
        pass
    assert entries() == kept


def entries() -> list[tuple]:
    columns = (
        "kind",
        "object_id",
        "zone_id",
        "issuer_id",
        "category_id",
        "year",
        "text__title",
        "text__head",
        "text__body",
    )
    return sorted(SearchEntry.objects.values_list(*columns), key=repr)


def test_rebuilding_repairs_the_index_and_shows_how_far_it_is(notice, committed, capsys):
    make_notice(title="没有告诉索引的公告")
    make_notice(title="以后的公告", publish_at=datetime(9000, 1, 1, tzinfo=UTC))
    notice.periods.all().delete()
    committed(lambda: Notice.objects.filter(pk=notice.pk)._raw_delete("default"))
    IndexState.objects.update(version=tokens.VERSION + 1)
    assert [found.id for found in check_index(None, ["default"])] == ["search.W002"]
    call_command("rebuild_search")
    assert "2/2" in capsys.readouterr().out
    assert (titles("公告"), SearchEntry.objects.count()) == (["没有告诉索引的公告"], 1)
    assert DueRow.objects.count() == 1
    assert check_index(None, ["default"]) == []


def test_the_worker_builds_an_index_of_older_tokens_anew(notice):
    IndexState.objects.all().delete()
    SearchEntry.objects.all().delete()
    call_command("work", once=True)
    assert (titles("数字经济"), is_current()) == (["数字经济"], True)


def test_a_migration_of_the_text_drops_no_trigger_for_long(transactional_db):
    """SQLite remakes the table for a changed column; post_migrate makes the triggers again."""
    notice = make_notice(title="数字经济")
    old, new = SearchText._meta.get_field("head"), TextField(default="")
    new.set_attributes_from_name("head")
    with connection.schema_editor() as editor:
        editor.alter_field(SearchText, old, new)
    if connection.vendor == "sqlite":
        assert [found.id for found in check_index(None, ["default"])] == ["search.W001"] * 3
    call_command("migrate", verbosity=0)
    assert check_index(None, ["default"]) == []
    notice.title = "生猪"
    notice.save()
    assert (titles("数字经济"), titles("生猪")) == ([], ["生猪"])
    with connection.schema_editor() as editor:
        editor.alter_field(SearchText, new, old)
    call_command("migrate", verbosity=0)


def test_a_missing_index_or_trigger_is_named(db):
    names = backend().missing(connection)
    assert names == []
    drop = "TRIGGER search_fts_update" if connection.vendor == "sqlite" else "INDEX search_title_tsv"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP {drop}")
    assert drop.split()[1] in check_index(None, ["default"])[0].msg
    backend().make_missing(connection)
    assert backend().missing(connection) == []
