"""Nothing locked or unpublished reaches anybody who may not read it.

The demo is loaded; every locked field gets a sentinel of its own, and of every published row copies are made that are
draft, in review, archived, scheduled and expired, with sentinels for text; sentinels are proposed as changes of it, too.
Then every address is read: signed out none is found; signed in the members' values are all found, the staff's and the
unpublished ones are not.
"""

import re
from decimal import Decimal
from itertools import count

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldFetchBlocked
from django.core.management import call_command
from django.db import models
from django.test import TestCase
from django.utils import timezone

from notices.models import Concern, Issuer, Link, Notice, Reader
from publishing.models import ProposedChange, Publishable
from search.api import SearchRequest, search
from search.models import SearchEntry, SearchName, SearchText
from search.names import suggestions
from search.tokens import plain
from tests.crawl import addresses
from tests.factories import make_user
from zones.models import Carrier, CostItem, Enterprise, EntryRequirement, Fund, Surrounding

LOCKED_COLUMNS = (Enterprise, Fund, Carrier)
LOCKED_ROWS = (CostItem, EntryRequirement, Surrounding)
UNPUBLISHED = {
    "draft": {"status": "draft"},
    "review": {"status": "review"},
    "archived": {"status": "archived"},
    "scheduled": {"publish_at": timezone.make_aware(timezone.datetime(9000, 1, 1))},
    "expired": {"expire_at": timezone.make_aware(timezone.datetime(2020, 1, 1)), "publish_at": None},
}
PLACES = ("Carrier", "Park", "Plant", "Land")
SEARCHED = {"Notice": "/notices/", "Policy": "/policies/"} | dict.fromkeys(PLACES, "/places/")
PAGES_OF = {
    "Zone": "/zones/{}/",
    "Enterprise": "/zones/xuesong/enterprises/{}/",
    "Industry": "/zones/xuesong/industries/{}/",
    "Fund": "/zones/xuesong/funds/{}/",
    "Policy": "/policies/{}/",
} | dict.fromkeys(PLACES, "/places/{}/")
NUMBERS = count(71003, 10)  # five digits that occur nowhere else in the demo
# Money is printed in 亿元 or 万元 (the money filter): the sentinel is what is printed.
SCALES = {"annual_output": 10**8, "size": 10**8, "committed": 10**8, "ticket_min": 10**8, "ticket_max": 10**8}


def spellings(sentinel: str) -> list[str]:
    """The ways a page may print it: 71003, 71,003, 7100300000000."""
    if not sentinel.isdigit():
        return [sentinel]
    return [sentinel, f"{int(sentinel):,}"]


class Planted:
    """Sentinels put into the database, by who may read them."""

    def __init__(self):
        self.for_members: dict[str, str] = {}
        self.for_nobody: dict[str, str] = {}

    def everything(self):
        self.lock_columns()
        self.lock_rows()
        self.copy_unpublished()
        self.relate_notices()
        self.propose_changes()
        return self

    def lock_columns(self):
        for model in LOCKED_COLUMNS:
            row = model.objects.published().filter(slug__isnull=False).last()
            fields = {}
            for name in model.locked_fields:
                field = model._meta.get_field(name)
                where = f"{model.__name__}.{name}"
                if field.choices or name.endswith("as_of"):
                    continue
                if isinstance(field, models.DecimalField | models.IntegerField):
                    number = next(NUMBERS)
                    fields[name] = number * SCALES.get(name, 1)
                    self.for_members[str(number)] = where
                else:
                    fields[f"{name}_zh_hans"] = fields[f"{name}_en"] = fields[name] = f"LOCKED{next(NUMBERS)}"
                    self.for_members[fields[name]] = where
            if model is Carrier:
                fields["price_unit"] = "yuan_m2_month"
            model.objects.filter(pk=row.pk).update(**fields)

    def lock_rows(self):
        for model in LOCKED_ROWS:
            for visibility, planted in (("members", self.for_members), ("staff", self.for_nobody)):
                row = model.objects.published().filter(visibility="members").first()
                row.pk, row._state.adding, row.visibility = None, True, visibility
                for name in ("label", "name", "tier", "scope", "note", "remark"):
                    if hasattr(row, name):
                        text = f"LOCKED{next(NUMBERS)}"
                        for column in (name, f"{name}_zh_hans", f"{name}_en"):
                            setattr(row, column, text)
                        planted[text] = f"{model.__name__}.{name} ({visibility})"
                number = next(NUMBERS)
                if hasattr(row, "value"):
                    row.value, row.value_max = Decimal(number), None
                else:
                    row.distance = Decimal(number) / 100
                    number = f"{number / 100:.2f}".rstrip("0")
                planted[str(number)] = f"{model.__name__} figure ({visibility})"
                row.save()

    def copy_unpublished(self):
        for model in apps.get_models():
            if issubclass(model, Publishable) and model is not Carrier:
                for state, fields in UNPUBLISHED.items():
                    self.copy(model, state, fields)

    def relate_notices(self):
        """What a notice may matter to, unconfirmed, and what drafts say of a published one and it of them."""
        shown = Notice.objects.published().filter(relevance_confirmed_at=None).first()
        text = f"unconfirmed{next(NUMBERS)}"
        shown.readers.add(Reader.objects.create(name=text, slug=text))
        self.for_nobody[text] = "Notice.readers (unconfirmed)"
        text = f"issuer{next(NUMBERS)}"
        drafts = Notice.objects.exclude(status="published")
        drafts.update(issuer=Issuer.objects.create(name=text, slug=text))
        self.for_nobody[text] = "Issuer.name (of drafts)"
        text = f"doubt{next(NUMBERS)}"
        Concern.objects.create(notice=shown, kind=Concern.Kind.REGION, note=text)
        self.for_nobody[text] = "Concern.note"
        for draft in drafts:
            for notice, target in ((draft, shown), (shown, draft)):
                text = f"unpublished{next(NUMBERS)}"
                Link.objects.create(notice=notice, target=target, kind="repeals", quote=text)
                self.for_nobody[text] = f"Link.quote ({draft.status})"

    def propose_changes(self):
        """A proposal for a published row of every kind, with a sentinel for each of its texts."""
        for model in apps.get_models():
            if issubclass(model, Publishable) and model is not Carrier:
                row = model.objects.published().first()
                texts = [
                    field.name
                    for field in model._meta.fields
                    if isinstance(field, models.CharField | models.TextField) and field.editable
                ]
                values = {name: f"proposed{next(NUMBERS)}" for name in texts}
                for name, text in values.items():
                    self.for_nobody[text] = f"proposed {model.__name__}.{name}"
                ProposedChange.objects.create(
                    model=model._meta.label, key=row.pk, version=row.version, values=values, former=values
                )

    def copy(self, model, state, fields):
        row = model.objects.published().first()
        assert row is not None, f"the demo has no published {model.__name__}"
        relations = {field.name: list(getattr(row, field.name).all()) for field in model._meta.many_to_many}
        row.pk = row.id = None
        for parent in model._meta.parents.values():
            setattr(row, parent.attname, None)
        row._state.adding = True
        for field in model._meta.concrete_fields:
            if field.name == "slug" or (
                isinstance(field, models.CharField | models.TextField)
                and not field.choices
                and field.max_length != 10
                and field.editable
                and getattr(row, field.attname) not in ("", None)
                and field.name not in ("film", "folder", "map_label", "column_grid", "credit_code")
            ):
                text = f"unpublished{next(NUMBERS)}"
                setattr(row, field.attname, text if not field.max_length else text[: field.max_length])
                self.for_nobody[text[: field.max_length or 99]] = f"{model.__name__}.{field.name} ({state})"
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()
        for name, related in relations.items():
            getattr(row, name).set(related)


class LeakTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        with cls.captureOnCommitCallbacks(execute=True):  # the index of the search is written then
            call_command("loaddata", "demo", verbosity=0)
            cls.planted = Planted().everything()
        cls.member = make_user()
        cls.addresses = list(addresses("page", "form", "machine"))

    def read(self, kept=""):
        """All that every address answers, a text each (media files aside); `kept` stands in each Cache-Control."""
        texts = []
        for address in self.addresses:
            if not address.startswith("/media/"):
                response = self.client.get(address)
                self.assertIn(kept, response["Cache-Control"], address)
                del response["X-Request-ID"]  # random digits, which may be a sentinel's
                texts.append(f"{address}\n{response.headers}\n{response.content.decode()}")
        return texts

    def found(self, sentinels, texts):
        """Which of the sentinels stand where: “Enterprise.needs at /places/”."""
        names = {spelling: where for text, where in sentinels.items() for spelling in spellings(text)}
        numbers = [spelling for spelling in names if spelling[0].isdigit()]
        return {
            f"{names[spelling]} at {text.partition(chr(10))[0]}"
            for text in texts
            for spelling in (names if "LOCKED" in text or "unp" in text else numbers)  # which is quicker
            if spelling in text and re.search(r"(?<![\d.,])" + re.escape(spelling), text)
        }

    def test_enough_is_planted_to_prove_something(self):
        self.assertGreaterEqual(len(self.planted.for_members), 24)
        self.assertGreaterEqual(len(self.planted.for_nobody), 200)

    def test_a_member_finds_every_locked_value_the_next_visitor_none_and_nobody_the_unpublished(self):
        self.client.force_login(self.member)
        for_member = self.read(kept="no-store")
        self.client.logout()
        for_visitor = self.read()
        seen = {where.partition(" at ")[0] for where in self.found(self.planted.for_members, for_member)}
        self.assertEqual(set(self.planted.for_members.values()) - seen, set())
        self.assertEqual(self.found(self.planted.for_nobody, for_member), set())
        self.assertEqual(self.found(self.planted.for_members | self.planted.for_nobody, for_visitor), set())

    def test_the_index_of_the_search_holds_public_words_only(self):
        stored = [
            "\n".join(map(str, row))
            for table in (SearchEntry, SearchText, SearchName)
            for row in table.objects.values_list()
        ]
        self.assertGreater(len(stored), 200)
        hidden = {
            plain(text).strip(): where
            for text, where in (self.planted.for_members | self.planted.for_nobody).items()
        }
        self.assertEqual({where for text, where in hidden.items() for row in stored if text in row}, set())
        for text, where in hidden.items():
            self.assertEqual(search(SearchRequest(text)).hits, [], where)
            if re.search(r"(name|title|number)(_zh_hans|_en)?\b", where):
                self.assertEqual(suggestions(text), [], where)

    def test_a_visitor_s_row_does_not_hold_a_locked_column_and_cannot_fetch_it(self):
        for model in LOCKED_COLUMNS:
            row = model.objects.visible_to(AnonymousUser()).first()
            for name in model.locked_fields:
                with self.subTest(f"{model.__name__}.{name}"), self.assertRaises(FieldFetchBlocked):
                    getattr(row, name)

    def test_a_filter_or_a_sort_is_no_oracle(self):
        """Asking for a locked value, or ordering by it, gives a visitor the same answer as not asking."""
        for address in ("/places/", "/zones/xuesong/enterprises/", "/zones/xuesong/funds/"):
            for query in (
                "sort=price",
                "price_max=1",
                "ordering=-annual_output",
                "sort=-size",
                "annual_output=71003",
            ):
                with self.subTest(f"{address}?{query}"):
                    asked = self.client.get(f"{address}?{query}")
                    self.assertEqual(listed(asked), listed(self.client.get(address)))
        for sentinel, where in (self.planted.for_members | self.planted.for_nobody).items():
            address = SEARCHED.get(where.partition(".")[0])
            if address and ("(" not in where or "(draft)" in where):
                self.assertEqual(hits(self.client.get(address, {"q": sentinel})), 0, where)

    def test_unpublished_pages_are_not_there_for_anybody(self):
        for sentinel, where in self.planted.for_nobody.items():
            model, _, field = where.partition(" ")[0].partition(".")
            if field == "slug":
                self.assertEqual(self.client.get(PAGES_OF[model].format(sentinel)).status_code, 404, where)


def listed(response) -> list[str]:
    """The details a list links to, in its order."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r'href="(/(?:places|zones/xuesong/enterprises|zones/xuesong/funds)/[a-z0-9-]+/)"', main)


def hits(response) -> int:
    """How many rows a search found."""
    context = response.context
    return context["finder"].counts.found if "finder" in context else context["found"].total
