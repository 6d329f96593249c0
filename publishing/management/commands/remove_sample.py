from contextlib import suppress

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import ProtectedError

from publishing.models import SiteIdentity, Source
from publishing.samples import provenance_models, sample_vocabularies


class Command(BaseCommand):
    help = "删除全部示例数据（来源为“示例数据”的内容），清空示例联系方式；--dry-run 只列出要删除什么。"

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="只列出，不删除")

    @transaction.atomic
    def handle(self, *, dry_run, **options):
        for model in provenance_models():
            rows = model._default_manager.filter(source__kind=Source.Kind.SAMPLE)
            if found := rows.count():
                self.stdout.write(f"{model._meta.verbose_name} {found} 项")
                if not dry_run:
                    rows.delete()
        if dry_run:
            return
        Source.objects.filter(kind=Source.Kind.SAMPLE).delete()
        remove_sample_vocabularies()
        clear_sample_contact()
        self.stdout.write("示例数据已删除。")


def remove_sample_vocabularies():
    """A word that other content uses by now stays."""
    for rows in sample_vocabularies():
        for row in rows:
            with suppress(ProtectedError):
                row.delete()


def clear_sample_contact():
    identity = SiteIdentity.objects.filter(has_sample_contact=True).first()
    if identity:
        identity.host_organisation = identity.phone = identity.email = identity.hours = identity.address = ""
        identity.host_organisation_en = identity.hours_en = identity.address_en = ""
        identity.has_sample_contact = False
        identity.save()
