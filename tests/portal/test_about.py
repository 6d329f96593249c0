"""The statements: public, in both languages, true to the periods that the code keeps."""

import pytest

from publishing.models import SiteIdentity

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/about/privacy/", ["个人信息保护", "2026-11 版", "730 天", "30 天", "14 天", "365 天"]),
        (
            "/en/about/privacy/",
            ["Personal information", "Version 2026-11", "730 days", "30 days", "14 days", "365 days"],
        ),
        ("/about/accessibility/", ["无障碍说明", "GB/T 37668", "WCAG 2.2", "已知不足"]),
        ("/en/about/accessibility/", ["Accessibility", "GB/T 37668", "WCAG 2.2", "Known gaps"]),
    ],
)
def test_a_statement_says_what_it_must(client, path, words):
    SiteIdentity.objects.update_or_create(pk=1, defaults={"name": "雪松", "privacy_version": "2026-11"})
    answer = client.get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [word for word in words if word not in page] == []
    assert not answer.cookies
    assert "Vary" not in answer or "Cookie" not in answer["Vary"]


def test_a_sample_contact_is_marked(client):
    SiteIdentity.objects.update_or_create(
        pk=1, defaults={"name": "雪松", "host_organisation": "管委会", "has_sample_contact": True}
    )
    assert 'class="sample"' in client.get("/about/privacy/").content.decode().split('class="prose')[1]
