"""The demo as a whole: the counts of the source, and what is left when the samples go."""

from collections import Counter

from django.core.management import call_command
from django.test import TestCase

from notices.models import Notice
from policies.models import Award, Policy
from publishing.models import Source, ViewCount
from tests.crawl import addresses
from zones.models import Carrier, Enterprise, Fund, Highlight, Industry, Zone


class DemoTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        call_command("loaddata", "demo", verbosity=0)

    def test_the_counts_of_the_source_stand(self):
        key = Counter(
            (row.track.parent or row.track).name
            for row in Enterprise.objects.filter(is_key=True).select_related("track__parent")
        )
        policies = Counter(Policy.objects.values_list("category__name", flat=True))
        places = Counter(Carrier.objects.values_list("kind", flat=True))
        self.assertEqual(key, {"高端装备制造": 1, "新材料": 1, "其他": 2})
        self.assertEqual(policies, {"科技奖励": 1, "项目引进": 1, "金融支持": 3, "安商保障": 1, "其他": 2})
        self.assertEqual(places, {"park": 3, "plant": 5, "land": 1})
        self.assertEqual(
            [Industry.objects.count(), Highlight.objects.count(), Notice.objects.count()], [6, 3, 7]
        )
        self.assertEqual(ViewCount.objects.get(page="zones/xuesong").views, 10675)
        self.assertEqual(Zone.objects.get().saves_before, 2)

    def test_a_sample_policy_promises_no_sum(self):
        self.assertFalse(Award.objects.filter(policy__source__kind=Source.Kind.SAMPLE).exists())

    def test_without_the_samples_the_facts_stand_and_every_page_answers(self):
        call_command("remove_sample", verbosity=0)
        self.assertFalse(Fund.objects.exists())
        self.assertEqual(Carrier.objects.count(), 4)
        for address in addresses("page", "form", english=False):
            if "*" not in address and not address.startswith("/places/compare/"):
                with self.subTest(address):
                    page = self.client.get(address)
                    self.assertEqual(page.status_code, 200)
                    self.assertNotContains(page, 'class="sample"')
