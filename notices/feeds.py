from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from publishing.chinese_text import ChineseText
from publishing.listing import query_string
from publishing.models import SiteIdentity
from publishing.read_only import read_only

from .badges import badge_on
from .filters import NoticeFilter
from .models import Notice

NEWEST = 50


class NoticeAtom(Atom1Feed):
    """Atom whose entries say their language where it is not the feed's."""

    def item_attributes(self, item):
        return super().item_attributes(item) | ({"xml:lang": item["language"]} if item["language"] else {})


class NoticeFeed(Feed):
    """The newest notices as Atom, filtered as the list is. Every address in it is absolute, by SITE_URL."""

    feed_type = NoticeAtom

    def get_object(self, request):
        return NoticeFilter(request.GET, Notice.objects.for_list())

    def title(self, filters):
        return _("政策公告 | %(site)s") % {"site": SiteIdentity.current().name}

    def link(self, filters):
        return settings.SITE_URL + reverse("notices:list")

    def feed_url(self, filters):
        return settings.SITE_URL + reverse("notices:feed") + query_string(filters).removesuffix("?")

    def items(self, filters):
        return filters.qs.order_by("-published_date", "-pk")[:NEWEST]  # also where the list is by relevance

    def item_title(self, notice):
        return notice.title

    def item_description(self, notice):
        return notice.summary

    def item_link(self, notice):
        return settings.SITE_URL + notice.get_absolute_url()

    def item_author_name(self, notice):
        return notice.issuer.name

    def item_categories(self, notice):
        badge = badge_on(notice, timezone.localdate())
        return [notice.category.name, *([badge.label] if badge else [])]

    def item_pubdate(self, notice):
        return timezone.make_aware(datetime.combine(notice.published_date, time.min))

    def item_extra_kwargs(self, notice):
        return {"language": "zh" if isinstance(notice.title, ChineseText) else ""}

    def item_updateddate(self, notice):
        return notice.updated_at


notice_feed = read_only(conditional_page(NoticeFeed()))
