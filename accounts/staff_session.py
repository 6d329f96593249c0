"""How long staff stay signed in: until STAFF_IDLE_MINUTES without a request, STAFF_SESSION_HOURS at the most.

Members keep their session until they close the browser. (ASVS 5.0: 7.3.1, 7.3.2; 等保 身份鉴别 b.)
"""

import time

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser

from publishing.audit import Action, record_request

SIGNED_IN_AT, SEEN_AT = "signed_in_at", "seen_at"  # seconds since 1970
SEEN_EVERY = 60  # seconds: how exact SEEN_AT is, for each writing costs a row


def note_sign_in(sender, request, user, **_):
    """Receiver of user_logged_in."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = int(time.time())


def living_user(request):
    """Who is signed in. A session of staff that ran out is ended here; one without its times never had any right."""
    user = get_user(request)
    if not user.is_staff:
        return user
    if has_ended(request.session, time.time()):
        record_request(request, Action.SESSION_ENDED, actor=user)
        request.session.flush()
        return AnonymousUser()
    if time.time() - request.session[SEEN_AT] >= SEEN_EVERY:
        request.session[SEEN_AT] = int(time.time())
    return user


def has_ended(session, now: float) -> bool:
    idle = now - session.get(SEEN_AT, 0)
    age = now - session.get(SIGNED_IN_AT, 0)
    return idle > settings.STAFF_IDLE_MINUTES * 60 or age > settings.STAFF_SESSION_HOURS * 3600
