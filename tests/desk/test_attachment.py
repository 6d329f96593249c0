"""The file of an attachment in the admin: whatever the state of its notice, for staff who may look at notices, uncached."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from notices.models import Attachment, Notice
from tests.factories import make_notice, make_user
from zones.models import Plant

from .staff import address, make_staff, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    notice = make_notice(status="draft")
    return Attachment.objects.create(notice=notice, title="申报表", file=ContentFile(b"%PDF-1", "a.pdf"))


def test_staff_open_the_file_of_a_draft_and_no_cache_keeps_it(draft):
    staff = signed_in(make_staff("view", model=Notice))
    answer = staff.get(draft.file.url)
    assert b"".join(answer.streaming_content) == b"%PDF-1"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert "public" not in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment;")
    assert staff.get(draft.get_absolute_url()).status_code == 404, "its public address stays unknown"


def test_nobody_else_gets_it(draft):
    visitor = Client().get(draft.file.url)
    assert visitor.status_code == 302 and "/admin/login/" in visitor["Location"]
    assert signed_in(make_user()).get(draft.file.url).status_code == 302
    assert signed_in(make_staff("view", model=Plant)).get(draft.file.url).status_code == 403


def test_of_a_notice_it_does_not_belong_to_there_is_no_such_file(draft):
    staff = signed_in(make_staff("view", model=Notice))
    other = address(Notice, "attachment", make_notice().pk, draft.pk)
    assert staff.get(other).status_code == 404


def test_a_lost_file_is_said_on_the_form(draft):
    draft.file.storage.delete(draft.file.name)
    answer = signed_in(make_staff("view", model=Notice)).get(draft.file.url, follow=True)
    assert "附件“申报表”的文件已经不在，请重新上传。" in answer.text
