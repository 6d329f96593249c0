from django.urls import reverse

from publishing.todo import Task
from publishing.workflow import may

from . import models

SECTIONS = (
    models.Industry,
    models.Highlight,
    models.Media,
    models.Park,
    models.Plant,
    models.Land,
    models.Enterprise,
    models.Fund,
    models.CostItem,
    models.EntryRequirement,
    models.Surrounding,
    models.Contact,
    models.ZoneArea,
)


def empty_sections(user):
    """Sections of the zone page that readers do not see, because nothing of their kind is published."""
    for zone in models.Zone.objects.published():
        for model in SECTIONS:
            if may(user, "add", model) and not model.objects.published().filter(zone=zone).exists():
                opts = model._meta
                address = reverse(f"admin:{opts.app_label}_{opts.model_name}_add") + f"?zone={zone.pk}"
                yield Task(
                    f"{zone}还没有公开的{opts.verbose_name}", 1, address, "空着的栏目", "页面上不显示这一栏"
                )
