"""What the admin of content with the workflow has: grouped forms, a state with its next steps, and who may touch what."""

from django.contrib import admin, messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.urls import reverse
from django.utils import timezone
from unfold.decorators import display

from publishing.completeness import is_published
from publishing.models import Publishable
from publishing.preview import token_for
from publishing.workflow import CONFIRMED, REORDERED, last_return, may

from .content import ContentAdmin
from .filters import EnglishFilter, WhenFilter
from .forms import PublishableForm
from .proposals import ProposalsAdmin
from .steps import StepsAdmin

STATE_COLOURS = {"草稿": "default", "待审核": "warning", "已发布": "success", "已归档": "info"}


class PublishableAdmin(ProposalsAdmin, StepsAdmin, ContentAdmin):
    """Content with the workflow. `groups` are the form's fieldsets; where the row stands and comes from is added here.

    Who may not publish can write drafts and submit them; of what is published they propose changes.
    """

    form = PublishableForm
    groups: list = []
    list_filter = ["status", "source__kind"]
    list_select_related = ["source"]
    autocomplete_fields = ["source"]
    actions = [
        "submit_selected",
        "approve_selected",
        "archive_selected",
        "confirm_selected",
        "export_selected",
        "delete_selected",
    ]
    ordering_field = "position"
    hide_ordering_field = True
    orders_by_hand = True  # False where the rows have an order of their own, such as a date

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        if not self.orders_by_hand:
            self.ordering_field = None

    def get_fieldsets(self, request, obj=None):
        own = [
            (title, {"fields": self.offered(request, obj, fields)} | rest)
            for title, fields, rest in self.groups
        ]
        shared = [
            (
                "来源与日期",
                {
                    "description": "每个数字和说法都要有来源。没有依据的内容请选“示例数据”，页面会标明。",
                    "fields": ["source", "as_of"],
                },
            ),
            (
                "何时公开",
                {
                    "description": "留空就是通过审核后立即公开、一直公开。",
                    "fields": ["publish_at", "expire_at", "opened_version"],
                },
            ),
        ]
        return self._patch_fieldsets([*own, *shared])

    def table_fields(self):
        return [name for _title, names, _rest in self.groups for name in names] + ["source", "as_of"]

    def get_list_filter(self, request):
        english = [EnglishFilter] if is_published(self.model) else []
        return [*super().get_list_filter(request), WhenFilter, *english]

    def get_list_display(self, request):
        return ["__str__", *self._own_columns(), "state", "as_of", "is_sample", "updated_at"]

    def _own_columns(self):
        """The zone, where the subject has one."""
        try:
            self.model._meta.get_field("zone")
        except FieldDoesNotExist:
            return []
        return ["zone"]

    @display(description="发布状态", ordering="status", label=STATE_COLOURS)
    def state(self, obj):
        return obj.get_status_display()

    @display(description="示例", label=True)
    def is_sample(self, obj):
        return "示例" if obj.is_sample else None

    @admin.action(description=CONFIRMED, permissions=["change"])
    def confirm_selected(self, request, queryset):
        """Say that the rows are still true: they leave the list of what nobody has confirmed for a year."""
        rows = [row for row in queryset if self.has_change_permission(request, row)]
        for row in rows:
            row.confirmed_by, row.confirmed_at, row._change_reason = request.user, timezone.now(), CONFIRMED
            row.save(update_fields=["confirmed_by", "confirmed_at", "updated_at"])
            self.log_change(request, row, f"{CONFIRMED}。")
        messages.success(request, f"已记下 {len(rows)} 条内容核实无误。")

    # --- who may do what

    def _may_touch(self, request, obj):
        """Whatever readers see may only be changed by who may publish."""
        is_public = obj is not None and obj.status in (
            Publishable.Status.PUBLISHED,
            Publishable.Status.ARCHIVED,
        )
        return not is_public or may(request.user, "publish", self.model)

    def has_change_permission(self, request, obj=None):
        may_touch = self._may_touch(request, obj) or self.is_proposing(request, obj)
        return super().has_change_permission(request, obj) and may_touch

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_touch(request, obj)

    def changelist_view(self, request, extra_context=None):
        """Dragging rows reorders what readers see, so it needs the right to publish."""
        if (
            request.method == "POST"
            and "_save" in request.POST
            and not may(request.user, "publish", self.model)
        ):
            raise PermissionDenied("只有有发布权限的人可以调整顺序。")
        return super().changelist_view(request, extra_context)

    def save_model(self, request, obj, form, change):
        if not isinstance(form, PublishableForm):  # dragging rows into order makes no open form stale
            obj._change_reason = REORDERED
        elif change:
            obj.version += 1
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return self.response_after_save(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.response_after_save(request, obj) or super().response_change(request, obj)

    def links_to(self, request, obj):
        """Where the row is read, or can be looked at before it is; and why it was last returned."""
        is_public = type(obj)._default_manager.published().filter(pk=obj.pk).exists()
        return {
            "is_live": is_public,
            "on_site": obj.get_absolute_url() if is_public and hasattr(obj, "get_absolute_url") else "",
            "preview_address": "" if is_public else reverse("preview", args=[token_for(obj)]),
            "returned": last_return(obj) if obj.status == Publishable.Status.DRAFT else "",
        }

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context |= {
            "row": obj,
            "differences": form.differences if form.is_bound else [],
            "steps": self.steps_on_form(request, obj),
            "is_workflow": True,
            "show_save_and_add_another": False,
            **(self.links_to(request, obj) if obj else {}),
        }
        return super().render_change_form(request, context, add, change, form_url, obj)
