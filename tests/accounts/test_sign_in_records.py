"""The audit log knows who came and went, from where, and never a password."""

import pytest
from django.core.cache import cache

from publishing.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def no_limits_from_other_tests():
    cache.clear()


@pytest.fixture
def ada():
    user = make_user(username="ada", email="ada@example.com")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def sign_in(client, login, password=PASSWORD, **headers):
    return client.post("/accounts/login/", {"login": login, "password": password}, headers=headers)


def entries():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "actor_name", "subject"))


def test_coming_and_going_is_recorded(client, ada):
    sign_in(client, "ada@example.com")
    client.post("/accounts/logout/")
    assert entries() == [("sign-in", "ada", ""), ("sign-out", "ada", "")]
    assert set(AuditEntry.objects.values_list("address", flat=True)) == {"127.0.0.1"}


def test_a_failure_names_the_account_that_was_meant(client, ada):
    sign_in(client, "ADA@example.com", "wrong")
    sign_in(client, "ada", "wrong")
    assert entries() == [("sign-in-failed", "", "ada")] * 2


def test_a_name_that_belongs_to_nobody_may_be_a_password_and_is_not_kept(client, ada):
    sign_in(client, "my-Secret-77", "x")
    [(action, actor, subject)] = entries()
    assert (action, actor) == ("sign-in-failed", "")
    assert subject.startswith("未知账号 #")
    assert "secret" not in subject.lower()


def test_an_empty_name_finds_no_account_without_an_address(client):
    make_user(username="admin", email=None)
    sign_in(client, " ", "x")
    assert not any("admin" in subject for _, _, subject in entries())


def test_the_lock_is_recorded_too(client, ada):
    for _ in range(6):
        sign_in(client, "ada", "wrong")
    assert [action for action, _, _ in entries()] == ["sign-in-failed"] * 5 + ["sign-in-locked"]


def test_the_address_is_the_one_that_the_trusted_proxy_wrote(client, ada, settings):
    settings.TRUSTED_PROXY_COUNT = settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    sign_in(client, "ada", **{"x-forwarded-for": "203.0.113.9, 198.51.100.7"})
    assert AuditEntry.objects.get().address == "198.51.100.7"


def test_a_new_password_is_recorded_and_dated(client, ada):
    before = ada.password_changed_at
    client.force_login(ada)
    new = {"oldpassword": PASSWORD, "password1": "river-cedar-88", "password2": "river-cedar-88"}
    assert client.post("/accounts/password/change/", new)["Location"] == "/me/"
    assert ("password-changed", "ada", "") in entries()
    ada.refresh_from_db()
    assert ada.password_changed_at > before


def test_a_renewed_hash_is_no_new_password(client, ada, settings):
    before = ada.password_changed_at
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    sign_in(client, "ada")
    ada.refresh_from_db()
    assert ada.password.startswith("pbkdf2")
    assert ada.password_changed_at == before


def test_the_admin_has_no_page_of_its_own_for_the_password(client):
    client.force_login(make_user(is_staff=True))
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"
