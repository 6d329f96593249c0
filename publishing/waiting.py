"""What waits in the content itself, kind by kind: one question to the database a kind."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from .completeness import english_completeness
from .models import ProposedChange, Publishable, Source
from .todo import Task
from .workflow import may

REVIEW_AFTER = timedelta(days=365)
Status = Publishable.Status


def content_models():
    """Every model with the workflow that is edited as such (children of a parent table, not the parent)."""
    parents = {parent for model in apps.get_models() for parent in model._meta.get_parent_list()}
    return [model for model in apps.get_models() if issubclass(model, Publishable) and model not in parents]


def past_review(now):
    """Published rows that nobody has confirmed for a year; `since` is when they last were, else when they were made."""
    return Q(status=Status.PUBLISHED, since__lt=now - REVIEW_AFTER)


def with_since(rows):
    return rows.annotate(since=Coalesce(F("confirmed_at"), F("created_at")))


LINES = (  # key, group, words, verb that one needs to be told, query of the list behind it
    ("review", "等您审核", "待审核的{}", "publish", "status__exact=review"),
    ("draft", "写到一半", "草稿状态的{}", "change", "status__exact=draft"),
    ("soon", "本周定时发布", "七天内自动公开的{}", "change", "status__exact=published&when=soon"),
    ("stale", "该核实了", "一年没有核实的{}", "change", "status__exact=published&when=stale"),
    ("sample", "上线前要换掉", "仍是示例数据的{}", "change", "source__kind__exact=sample"),
)


def counts(model, now) -> dict[str, int]:
    week = now + timedelta(days=7)
    return with_since(model._default_manager.all()).aggregate(
        draft=Count("pk", Q(status=Status.DRAFT)),
        review=Count("pk", Q(status=Status.REVIEW)),
        soon=Count("pk", Q(status=Status.PUBLISHED, publish_at__gt=now, publish_at__lte=week)),
        stale=Count("pk", past_review(now)),
        sample=Count("pk", Q(source__kind=Source.Kind.SAMPLE)),
    )


def content_tasks(user):
    """The lines of the start page about content, in the order of LINES."""
    now = timezone.now()
    found = {model: counts(model, now) for model in content_models() if may(user, "change", model)}
    for key, group, words, verb, query in LINES:
        for model, numbers in found.items():
            if may(user, verb, model):
                opts = model._meta
                address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
                yield Task(words.format(opts.verbose_name), numbers[key], f"{address}?{query}", group)


def admin_page(model, page, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def proposal_tasks(user):
    """The proposals that wait for this user's decision, kind by kind, and the user's own that came back."""
    waiting = ProposedChange.objects.waiting()
    if not settings.ALLOW_SELF_APPROVAL:
        waiting = waiting.exclude(author=user)
    for label in sorted(set(waiting.values_list("model", flat=True))):
        model = apps.get_model(label)
        if may(user, "publish", model):
            number = waiting.filter(model=label, key__in=model._default_manager.values("pk")).count()
            name = model._meta.verbose_name
            yield Task(f"待审核的修改：{name}", number, admin_page(model, "proposals"), "等您审核")
    yield from returned_tasks(user)


def returned_tasks(user):
    """One line a returned proposal, with the reason, until its author proposes again or takes it back."""
    answered = ProposedChange.objects.filter(
        model=OuterRef("model"), key=OuterRef("key"), author=user, pk__gt=OuterRef("pk")
    )
    returned = ProposedChange.objects.filter(author=user, state=ProposedChange.State.RETURNED)
    for proposal in returned.exclude(Exists(answered)):
        model = apps.get_model(proposal.model)
        row = model._default_manager.filter(pk=proposal.key, status=Status.PUBLISHED).first()
        if row:
            words = f"{model._meta.verbose_name}“{row}”的修改"
            yield Task(
                words, 1, admin_page(model, "change", row.pk), "退回给您的", f"理由：{proposal.reason}"
            )


def english_tasks(user):
    """Published rows that English readers see in Chinese, kind by kind."""
    for row in english_completeness():
        if may(user, "change", row.model):
            opts = row.model._meta
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist") + "?english=missing"
            note = f"已发布 {row.total} 条，英文齐全的 {row.translated} 条"
            lacking = row.total - row.translated
            yield Task(f"还没有英文的{row.name}", lacking, address, "英文还不全", note)
