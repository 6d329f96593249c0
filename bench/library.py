"""The library that is searched: sample notices, as the index and as the truth see them."""

from django.core.management import call_command

from notices.models import Notice
from search.index import rebuild
from search.kinds import text_of

from .queries import Text, like_a_substring


def fill(count: int, seed: int):
    """Sample notices, put into the index."""
    call_command("generate_sample", notices=count, seed=seed, verbosity=0)
    for _ in rebuild():
        pass


def texts(most: int | None = None) -> list[Text]:
    rows = Notice.objects.published().select_related("issuer").order_by("pk")[:most]
    return [Text(row.pk, row.title, row.doc_number, like_a_substring(whole(row))) for row in rows.iterator()]


def whole(row) -> str:
    return "\n".join([row.title, row.issuer.name, row.doc_number, row.summary or "", text_of(row.body)])
