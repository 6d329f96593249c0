"""A page of the list is found in an index, wherever it stands; bench.list_pages tells what that costs."""

import pytest
from django.db import connection

from bench.list_pages import list_pages
from tests.factories import make_notice


@pytest.mark.django_db
def test_the_keys_of_a_page_come_from_the_covering_index():
    for _ in range(21):
        make_notice()
    if connection.vendor == "postgresql":  # with 21 rows it would rather read them all
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
    first, second = list_pages(pages=(1, 2), rounds=1)
    assert (first.page, second.page) == (1, 2)
    for cost in (first, second):
        assert "notices_newest_first" in cost.plan
        assert connection.vendor == "postgresql" or "COVERING" in cost.plan
        assert "TEMP B-TREE" not in cost.plan


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_an_error():
    for _ in range(21):
        make_notice()
    with pytest.raises(ValueError, match="no page 3"):
        list_pages(pages=(1, 3), rounds=1)
