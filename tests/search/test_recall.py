"""Against the truth: what a search for substrings finds in 2,000 notices, the search finds, and next to nothing else."""

from django.test import TestCase

from bench.library import fill, texts
from bench.queries import draw, truth
from notices.models import Notice
from search.api import SearchRequest, matching, search

NOTICES, SEED = 2_000, 7


class RecallTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        fill(NOTICES, SEED)
        cls.texts = texts()
        cls.queries = draw(cls.texts, SEED)
        cls.true = [truth(query, cls.texts) for query in cls.queries]

    def test_enough_is_asked_to_prove_something(self):
        self.assertGreaterEqual(len(self.queries), 80)
        self.assertGreaterEqual(sum(len(found) > 200 for found in self.true), 10)
        self.assertGreaterEqual(sum(0 < len(found) < 5 for found in self.true), 10)

    def test_recall_is_whole_and_precision_nearly(self):
        precision = []
        for query, true in zip(self.queries, self.true, strict=True):
            found = set(Notice.objects.filter(matching("notice", query.text)).values_list("pk", flat=True))
            self.assertEqual(true - found, set(), query)
            precision.append(len(true) / len(found) if found else 1)
            self.assertGreater(precision[-1], 0.9, query)
        self.assertGreaterEqual(sum(precision) / len(precision), 0.98)

    def test_the_page_counts_what_is_found(self):
        """The two ways to ask agree: a page of results, and the condition of a list."""
        for query in self.queries[::4]:
            result = search(SearchRequest(query.text, kind="notice", per_page=100))
            found = set(Notice.objects.filter(matching("notice", query.text)).values_list("pk", flat=True))
            self.assertEqual(result.count, len(found), query)
            self.assertLessEqual({hit.object_id for hit in result.hits}, found)
            self.assertEqual(len(result.hits), min(100, result.count))
