"""The gate at the way in, in the admin: hints after saving, doubts after an import, and the page to decide them."""

import hashlib

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from unfold.decorators import display

from notices.deciding import decide
from notices.models import Concern, Fingerprint, FingerprintMark, Notice
from notices.quality import findings_about, keep_concerns, text_findings_about
from publishing.admin import ReadOnlyAdmin
from publishing.audit import Action, named, record_request
from publishing.tables.resource import Problem
from publishing.tables.widgets import NOT_IN_TABLE
from publishing.workflow import may

Decision = Concern.Decision
SAID = {
    Decision.KEEP: "已保留“{notice}”。",
    Decision.MERGE: "“{notice}”已并入“{other}”，读者会转到那一条。",
    Decision.DROP: "已不用“{notice}”，它在归档里。",
}


class QualityAdmin(admin.ModelAdmin):
    """Mixin for the admin of notices."""

    goes_along = (Concern, Fingerprint, FingerprintMark)
    doubts_note = "导入后请在“待决定的公告”里逐条决定。正文和别的公告是否相近，导入时再比较。"

    def complete_row(self, instance, row):
        """What follows from the other cells: that there is no text, and what the fetched text was."""
        kind, body = (
            row.get(str(Notice._meta.get_field(name).verbose_name)) for name in ("body_kind", "body")
        )
        if instance.source_url and body:
            instance.content_hash = hashlib.sha256(str(body).encode()).hexdigest()
        if not instance.body and kind in (None, "", NOT_IN_TABLE):
            instance.body_kind = Notice.BodyKind.MISSING

    def doubts_about(self, rows):
        lines = {id(row.instance): row.line for row in rows}
        for found in text_findings_about([row.instance for row in rows]):
            yield Problem(lines[id(found.notice)], str(Concern.Kind(found.kind).label), found.note)

    def after_import(self, saved) -> str:
        number = len({concern.notice_id for concern in keep_concerns(saved)}) if saved else 0
        return f"其中 {number} 条有疑问，请在“待决定的公告”里决定。" if number else ""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for finding in findings_about([form.instance]):
            messages.warning(request, f"请留意：{finding.note}")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        concerns = obj.concerns.waiting() if obj else ()
        context["doubts"] = [(concern.note, concern_address(concern)) for concern in concerns]
        return super().render_change_form(request, context, add, change, form_url, obj)


def concern_address(concern, page="change") -> str:
    return reverse(f"admin:notices_concern_{page}", args=[concern.pk])


class WaitingFilter(admin.SimpleListFilter):
    title, parameter_name = "决定", "waiting"

    def lookups(self, request, model_admin):
        return [("yes", "还没有决定"), ("no", "已经决定")]

    def queryset(self, request, queryset):
        waiting = {"yes": queryset.waiting, "no": lambda: queryset.exclude(decision="")}
        return waiting[self.value()]() if self.value() in waiting else queryset


@admin.register(Concern)
class ConcernAdmin(ReadOnlyAdmin):
    """Doubts about notices; who may publish decides with one click, in the list or beside both texts."""

    list_before_template = "admin/list_note.html"
    list_note = "点公告的标题，看全文和每种决定的意思。保留：没有问题，照常发布。不用：归档，读者看不到。"
    list_display = ["notice", "doubt", "note"]
    list_filter = [WaitingFilter, "kind"]
    list_select_related = ["notice", "other", "decided_by"]
    search_fields = ["notice__title", "note"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.decide_view)
        return [path("<int:key>/decide/", view, name="notices_concern_decide"), *super().get_urls()]

    def get_list_display(self, request):
        return [*self.list_display, "buttons" if may(request.user, "publish", Notice) else "decided"]

    @display(description="问题", label=True, ordering="kind")
    def doubt(self, concern):
        return concern.get_kind_display()

    @display(description="决定")
    def decided(self, concern):
        if not concern.decision:
            return "还没有"
        return f"{concern.get_decision_display()}（{concern.decided_by or '已注销的同事'}）"

    @display(description="决定")
    def buttons(self, concern):
        """Buttons of the form that the list itself is."""
        if concern.decision:
            return self.decided(concern)
        address = concern_address(concern, "decide")
        buttons = format_html_join(
            " ",
            '<button type="submit" class="desk-button" formmethod="post" formaction="{}" name="decision" value="{}">{}</button>',
            [(address, decision.value, decision.label) for decision in decisions_for(concern)],
        )
        return format_html('<span class="desk-actions">{}</span>', buttons)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The notice beside the other that it is like."""
        concern = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, concern) or request.method != "GET":
            raise PermissionDenied
        if concern is None:
            raise Http404("没有这一条。")
        context = self.admin_site.each_context(request) | {
            "title": f"待决定：{concern.notice}",
            "opts": self.opts,
            "concern": concern,
            "notices": [notice for notice in (concern.notice, concern.other) if notice],
            "decisions": decisions_for(concern) if may(request.user, "publish", Notice) else [],
            "decide_address": concern_address(concern, "decide"),
            "change_list": reverse("admin:notices_concern_changelist"),
        }
        return TemplateResponse(request, "admin/concern.html", context)

    def decide_view(self, request, key):
        concern = Concern.objects.select_related("notice", "other").filter(pk=key).first()
        if not self.has_view_permission(request, concern) or not may(request.user, "publish", Notice):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if concern is None:
            raise Http404("没有这一条。")
        try:
            decision = Decision(request.POST.get("decision", ""))
            decide(concern=concern, decision=decision, user=request.user)
        except ValueError:
            messages.error(request, "请选择保留、并入另一条或不用。")
        except ValidationError as error:
            messages.error(request, "；".join(error.messages))
        else:
            record_request(
                request, Action.CHANGED, subject=named(concern.notice), fields=[f"待决定：{decision.label}"]
            )
            messages.success(request, SAID[decision].format(notice=concern.notice, other=concern.other))
        return HttpResponseRedirect(reverse("admin:notices_concern_changelist") + "?waiting=yes")


def decisions_for(concern) -> list[Concern.Decision]:
    """The decisions that are open for a doubt: merging needs another notice."""
    return (
        [each for each in Decision if each != Decision.MERGE or concern.other_id]
        if not concern.decision
        else []
    )
