import pytest
from django.core.management import call_command

from publishing.models import SiteIdentity, Source
from tests.factories import make_contact, make_cost_item, make_highlight, make_plant, make_source, make_zone
from zones.models import Carrier, Contact, CostItem, Highlight, Zone

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed():
    zone, sample = make_zone(), make_source("sample")
    zone.desk = make_contact(zone=zone, source=sample)
    zone.save()
    make_cost_item(zone=zone, source=sample)
    make_plant(zone=zone, source=sample)
    make_highlight(zone=zone)
    SiteIdentity.objects.create(pk=1, name="开发区", phone="024-0000-0000", has_sample_contact=True)
    return zone


def test_a_dry_run_deletes_nothing(mixed, capsys):
    call_command("remove_sample", dry_run=True)
    assert "要素成本 1 项" in capsys.readouterr().out
    assert CostItem.objects.count() == 1


def test_sample_rows_go_and_facts_stay(mixed, capsys):
    call_command("remove_sample")
    assert not Source.objects.filter(kind="sample").exists()
    assert [CostItem.objects.count(), Carrier.objects.count(), Contact.objects.count()] == [0, 0, 0]
    assert [Zone.objects.get().desk, Highlight.objects.count()] == [None, 1]
    assert SiteIdentity.current().phone == ""
