"""What happens at the door goes to the audit log: signals of Django and allauth, connected in AccountsConfig.ready."""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model, signals
from django.db.models import Q

from publishing.audit import Action, masked, record_request

CODES = Authenticator.Type.RECOVERY_CODES


def connect():
    for signal, receiver in (
        (signals.user_logged_in, signed_in),
        (signals.user_login_failed, sign_in_failed),
        (signals.user_logged_out, signed_out),
        (account.password_changed, password_changed),
        (account.password_set, password_changed),
        (account.password_reset, password_reset),
        (mfa.authenticator_added, factor_added),
        (mfa.authenticator_removed, factor_removed),
        (mfa.authenticator_reset, codes_renewed),
        (mfa.authenticator_used, factor_used),
        (mfa.authentication_failed, factor_failed),
    ):
        signal.connect(receiver, dispatch_uid=f"accounts.{receiver.__name__}")


def account_typed(credentials) -> str:
    """The account that was meant, by its user name; what belongs to nobody only as a hash."""
    typed = credentials.get("email") or credentials.get("username") or ""
    meant = get_user_model().objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).first()
    return meant.get_username() if meant and typed else masked(typed)


def signed_in(sender, request, user, **_):
    record_request(request, Action.SIGN_IN, actor=user)


def sign_in_failed(sender, credentials, request, **_):
    record_request(request, Action.SIGN_IN_FAILED, subject=account_typed(credentials))


def signed_out(sender, request, user, **_):
    if user:
        record_request(request, Action.SIGN_OUT, actor=user)


def password_changed(sender, request, user, **_):
    record_request(request, Action.PASSWORD_CHANGED, actor=user)


def password_reset(sender, request, user, **_):
    record_request(request, Action.PASSWORD_RESET, actor=user)


def factor_added(sender, request, user, authenticator, **_):
    if authenticator.type != CODES:
        record_request(request, Action.FACTOR_ADDED, actor=user)


def factor_removed(sender, request, user, authenticator, **_):
    if authenticator.type != CODES:
        record_request(request, Action.FACTOR_REMOVED, actor=user)


def codes_renewed(sender, request, user, **_):
    record_request(request, Action.CODES_RENEWED, actor=user)


def factor_used(sender, request, user, authenticator, **_):
    if authenticator.type == CODES:
        record_request(request, Action.CODE_USED, actor=user)


def factor_failed(sender, request, user, **_):
    record_request(request, Action.FACTOR_FAILED, actor=user)
