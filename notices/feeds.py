from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page

from publishing.listing import query_string
from publishing.models import SiteIdentity
from publishing.read_only import read_only

from .filters import NoticeFilter
from .models import Notice

NEWEST = 50


class NoticeFeed(Feed):
    """The newest notices as Atom, filtered as the list is. Every address in it is absolute, by SITE_URL."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return NoticeFilter(request.GET, Notice.objects.for_list())

    def title(self, filters):
        return _("政策公告 | %(site)s") % {"site": SiteIdentity.current().name}

    def link(self, filters):
        return settings.SITE_URL + reverse("notices:list")

    def feed_url(self, filters):
        return settings.SITE_URL + reverse("notices:feed") + query_string(filters).removesuffix("?")

    def items(self, filters):
        return filters.qs[:NEWEST]

    def item_title(self, notice):
        return notice.title

    def item_description(self, notice):
        return notice.summary

    def item_link(self, notice):
        return settings.SITE_URL + notice.get_absolute_url()

    def item_author_name(self, notice):
        return notice.issuer.name

    def item_categories(self, notice):
        return [notice.category.name]

    def item_pubdate(self, notice):
        return timezone.make_aware(datetime.combine(notice.published_date, time.min))

    def item_updateddate(self, notice):
        return notice.updated_at


notice_feed = read_only(conditional_page(NoticeFeed()))
