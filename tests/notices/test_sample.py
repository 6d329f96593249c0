"""Sample notices: the same seed gives the same ones, they come on top of those there are, and all go again."""

import re

import pytest
from django.core.management import CommandError, call_command

from notices.models import Issuer, Notice, NoticeCategory
from notices.sample_texts import sample_notices
from publishing.fields import clean_rich_text
from publishing.models import Source
from tests.factories import make_notice


def test_fewer_notices_are_the_beginning_of_more_and_another_seed_gives_others():
    some = list(sample_notices(40, seed=7))
    assert list(sample_notices(60, seed=7))[:40] == some
    assert list(sample_notices(40, seed=8)) != some


def test_the_texts_are_clean_marked_as_samples_and_as_long_as_real_ones():
    found = list(sample_notices(1000, seed=7))
    lengths = [len(notice["body"]) for notice in found]
    assert 800 < sum(lengths) / len(lengths) < 1200
    assert max(lengths) > 10_000
    assert all(clean_rich_text(notice["body"]) == notice["body"] for notice in found[:100])
    assert all(notice["issuer"].startswith("示例") for notice in found)
    assert all(notice["region"].startswith("示例") for notice in found)
    numbers = [notice["doc_number"] for notice in found if notice["doc_number"]]
    assert len(set(numbers)) == len(numbers) and all(number.startswith("示") for number in numbers)
    firms = re.findall(r"..[^。、，和“]{2,3}(?:科技|物流|食品)有限公司", "".join(n["body"] for n in found))
    assert firms and all("示例" in firm for firm in firms)


@pytest.mark.django_db
class TestCommand:
    def test_it_adds_what_is_lacking_and_remove_sample_takes_all_of_it_away(self):
        kept = make_notice()
        call_command("generate_sample", notices=20)
        first = set(Notice.objects.values_list("pk", flat=True))
        call_command("generate_sample", notices=30)
        assert Notice.objects.count() == 31
        assert first <= set(Notice.objects.values_list("pk", flat=True))
        made = Notice.objects.exclude(pk=kept.pk)
        assert {notice.source.kind for notice in made.select_related("source")} == {Source.Kind.SAMPLE}
        assert len({notice.title for notice in made}) == 30
        assert made.first().title_zh_hans == made.first().title
        call_command("remove_sample")
        assert list(Notice.objects.all()) == [kept]
        assert list(Issuer.objects.all()) == [kept.issuer]
        assert list(NoticeCategory.objects.all()) == [kept.category]

    def test_a_word_made_for_the_sample_stays_once_real_content_uses_it(self):
        call_command("generate_sample", notices=1)
        category = Notice.objects.get().category
        make_notice(category=category)
        call_command("remove_sample")
        assert list(Notice.objects.values_list("category", flat=True)) == [category.pk]

    def test_a_live_site_with_real_content_is_not_flooded_unless_somebody_insists(self, settings):
        settings.SITE_IS_HTTPS = True
        call_command("generate_sample", notices=1)
        make_notice()
        with pytest.raises(CommandError, match="--force"):
            call_command("generate_sample", notices=2)
        assert Notice.objects.count() == 2
        call_command("generate_sample", notices=2, force=True)
        assert Notice.objects.count() == 3
