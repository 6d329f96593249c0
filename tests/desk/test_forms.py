"""Forms of the admin: addresses and pictures are looked after, wrong addresses get an answer, one door leads in."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from notices.models import Attachment
from publishing.models import MovedAddress
from tests.factories import make_notice, make_source, make_user, make_zone
from zones.models import Media, Plant, Track

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    return client


def address(model, action):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}")


def test_a_number_that_no_row_can_have_is_not_found(staff):
    for name in ("change", "history", "delete"):
        address = reverse(f"admin:zones_plant_{name}", args=["9" * 24])
        assert staff.get(address).status_code in (302, 404), name


@pytest.mark.parametrize("zone", ["x", "9" * 24, "0"])
def test_an_address_that_fills_in_what_is_not_there_opens_the_empty_form(staff, zone):
    page = staff.get(address(Plant, "add"), {"zone": zone, "industries": f"{zone},1"})
    assert page.status_code == 200
    assert page.context["adminform"].form["zone"].value() is None


def test_a_notice_opens_with_its_attachment_linked(staff):
    attachment = Attachment.objects.create(notice=make_notice(), title="申报表", file="attachments/a.pdf")
    page = staff.get(reverse("admin:notices_notice_change", args=[attachment.notice_id]))
    assert f'href="{attachment.file.url}"' in page.text


def test_a_visitor_is_sent_to_the_one_sign_in_page_and_back(client):
    answer = client.get("/admin/zones/zone/")
    assert answer.status_code == 302
    entrance = client.get(answer["Location"])
    assert entrance["Location"].startswith("/accounts/login/?next=")


def test_a_member_who_is_no_staff_gets_no_further(client):
    client.force_login(make_user())
    assert client.get("/admin/zones/zone/", follow=True).status_code == 403


def test_an_empty_address_becomes_the_pinyin_of_the_name(staff):
    staff.post(
        address(Track, "add"), {"name_zh_hans": "汽车零部件", "name_en": "", "slug": "", "position": 0}
    )
    assert Track.objects.get().slug == "qi-che-ling-bu-jian"


def test_a_new_address_leaves_a_way_from_the_old_one(staff):
    zone = make_zone(slug="old")
    form = staff.get(reverse("admin:zones_zone_change", args=[zone.pk])).context["adminform"].form
    values = {name: form.initial.get(name) for name in form.fields if form.initial.get(name) is not None}
    answer = staff.post(
        reverse("admin:zones_zone_change", args=[zone.pk]),
        values | {"slug": "fresh", "source": zone.source_id},
    )
    assert answer.status_code == 302, answer.context["adminform"].errors
    zone.refresh_from_db()
    assert zone.slug == "fresh"
    assert MovedAddress.new_address("/zones/old/costs/") == "/zones/fresh/costs/"


def test_an_uploaded_picture_is_stored_as_renditions(staff):
    zone, source = make_zone(), make_source()
    written = BytesIO()
    Image.new("RGB", (1000, 600), "#1d4a38").save(written, "PNG")
    picture = SimpleUploadedFile("photo.png", written.getvalue())
    values = {"zone": zone.pk, "source": source.pk, "kind": "picture", "focus": "top"}
    values |= {"alt_zh_hans": "鸟瞰", "credit_zh_hans": "本站", "upload": picture}
    staff.post(address(Media, "add"), values)
    media = Media.objects.get()
    assert media.widths == [480, 960, 1000]
    assert default_storage.exists(f"{media.folder}/480.webp")


def test_a_text_file_is_no_picture_and_the_form_says_so(staff):
    zone, source = make_zone(), make_source()
    values = {"zone": zone.pk, "source": source.pk, "kind": "picture", "focus": "top"}
    values |= {
        "alt_zh_hans": "鸟瞰",
        "credit_zh_hans": "本站",
        "upload": SimpleUploadedFile("a.png", b"text"),
    }
    answer = staff.post(address(Media, "add"), values)
    assert answer.status_code == 200
    assert not Media.objects.exists()
