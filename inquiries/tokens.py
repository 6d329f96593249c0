"""One form, one inquiry: each form that is shown carries a random token and the version of the notice beside it.

Visitors have no cookie to hold them, so both are signed, with the time. The database holds the token as unique.
"""

import secrets
from typing import NamedTuple

from django.core import signing

MAX_AGE = 24 * 60 * 60  # seconds a form may lie open
_signer = signing.TimestampSigner(salt="inquiries.form")


class FormToken(NamedTuple):
    token: str  # 32 hex digits
    privacy_version: str


def new_token(privacy_version: str) -> str:
    return _signer.sign_object([secrets.token_hex(16), privacy_version])


def read_token(signed: str) -> FormToken | None:
    """None for a token that is not ours, or lay open for longer than MAX_AGE."""
    try:
        return FormToken(*_signer.unsign_object(signed, max_age=MAX_AGE))
    except (signing.BadSignature, UnicodeError):
        return None
