from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from .letters import write_letters
from .models import Inquiry


@transaction.atomic
def receive_inquiry(*, form, from_path, user) -> tuple[Inquiry, bool]:
    """Save what a valid InquiryForm holds, once for each token: (the inquiry, whether it is new).

    The letters are written after the commit, and their failure is logged: it can never cost the inquiry.
    """
    fields = {name: form.cleaned_data[name] for name in form.Meta.fields}
    inquiry, is_new = Inquiry.objects.get_or_create(
        token=form.form_token.token,
        defaults=fields
        | {
            "from_path": from_path,
            "language": get_language(),
            "user": user if user.is_authenticated else None,
            "consent_version": form.form_token.privacy_version,
            "consent_at": timezone.now(),
        },
    )
    if is_new:
        transaction.on_commit(partial(write_letters, inquiry), robust=True)
    return inquiry, is_new


def says_the_same(inquiry, form) -> bool:
    """Whether that inquiry holds what the form holds: the same form sent twice, not a second question."""
    return all(getattr(inquiry, name) == form.cleaned_data[name] for name in form.Meta.fields)
