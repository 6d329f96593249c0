"""History in the admin: who changed what when, two versions side by side, restoring fields, and the bin."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from simple_history.utils import update_change_reason

from publishing import bin, history
from publishing.actions import public_path, record_move

PAGE = 50


class HistoryAdmin(admin.ModelAdmin):
    """Mixin: /<object>/history/, /<object>/history/<record>/ and /bin/ for models with a history."""

    def get_urls(self):
        opts = self.model._meta
        if not hasattr(self.model, "history"):
            return super().get_urls()
        name = f"{opts.app_label}_{opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("bin/", wrap(self.bin_view), name=f"{name}_bin"),
            path("<path:object_id>/history/<int:record>/", wrap(self.compare_view), name=f"{name}_compare"),
            *super().get_urls(),
        ]

    def save_related(self, request, form, formsets, change):
        """What changed in relations to many is said in the record's reason, by the names that they had then."""
        names = [field.name for field in self.model._meta.many_to_many if field.name in form.cleaned_data]
        before = {name: history.names_in(form.instance, name) for name in names} if change else {}
        super().save_related(request, form, formsets, change)
        note = history.relations_note(form.instance, before)
        if note:
            update_change_reason(form.instance, note)

    def changelist_view(self, request, extra_context=None):
        if hasattr(self.model, "history") and self.has_delete_permission(request):
            opts = self.model._meta
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_bin")
            extra_context = (extra_context or {}) | {"list_links": [("回收站", address, "delete")]}
        return super().changelist_view(request, extra_context)

    def history_view(self, request, object_id, extra_context=None):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("没有这一条。")
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if not hasattr(self.model, "history"):
            return super().history_view(request, object_id, extra_context)
        records = row.history.select_related("history_user").order_by("-history_date", "-history_id")
        page = Paginator(records, PAGE).get_page(request.GET.get("page"))
        following = records[
            page.end_index() : page.end_index() + 1
        ]  # the oldest of the page is compared with it
        shown = history.versions([*page, *following])[: len(page)]
        return self._page(request, "admin/history.html", row, f"修改历史：{row}", page=page, versions=shown)

    def compare_view(self, request, object_id, record):
        """One former version beside the present one; ticked fields get their former value back."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("没有这一条。")
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        former = get_object_or_404(row.history.select_related("history_user"), history_id=record)
        present = row.history.order_by("-history_date", "-history_id").first()
        may_restore = self.has_change_permission(request, row)
        if request.method == "POST":
            if not may_restore:
                raise PermissionDenied
            return self._restore(request, row, former, request.POST.getlist("field"))
        return self._page(
            request,
            "admin/compare.html",
            row,
            f"对比：{row}",
            former=former,
            changes=history.changes_between(former, present) + history.relation_changes(former, row),
            fixed=history.NOT_RESTORED,
            may_restore=may_restore,
        )

    def _restore(self, request, row, former, names):
        back = HttpResponseRedirect(request.path)
        if not names:
            messages.error(request, "请先勾选要恢复的项目。")
            return back
        try:
            with transaction.atomic():
                restored = history.restore_fields(row=row, record=former, names=names, user=request.user)
                record_move(old_path=public_path(row), new_path=public_path(restored))
                self.log_change(request, restored, "恢复了以前的内容。")
        except ValidationError as error:
            messages.error(request, "没有恢复：" + "；".join(error.messages))
            return back
        messages.success(request, "已恢复勾选的项目，作为新的版本保存；如需再改，请继续编辑。")
        opts = self.model._meta
        return HttpResponseRedirect(
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
        )

    def bin_view(self, request):
        """Rows that were deleted; who may delete may bring them back, as drafts."""
        if not self.has_delete_permission(request):
            raise PermissionDenied
        gone = bin.deleted(self.model).select_related("history_user")
        if request.method == "POST":
            number = request.POST.get("record", "")
            self._bring_back(request, get_object_or_404(gone, history_id=number if number.isdecimal() else 0))
            return HttpResponseRedirect(request.path)
        page = Paginator(gone, PAGE).get_page(request.GET.get("page"))
        title = f"回收站：{self.model._meta.verbose_name}"
        return self._page(request, "admin/bin.html", None, title, page=page, act=bin.act_on(self.model))

    def _bring_back(self, request, record):
        try:
            row, parts, lost = restored = bin.restore_deleted(record=record, user=request.user)
        except (ValidationError, IntegrityError) as error:
            messages.error(request, f"没有恢复：{bin.why(error)}。")
            return
        together = f"，连同{restored.counted}，" if parts else ""
        self.log_addition(request, row, f"{bin.REASON}{together.rstrip('，')}。")
        messages.success(request, f"“{row}”{together}已从回收站{bin.act_on(self.model)}。")
        if lost:
            messages.warning(request, f"没有恢复的：{'；'.join(lost)}。")

    def _page(self, request, template, row, title, **context):
        opts = self.model._meta
        named = self.admin_site.each_context(request) | {"title": title, "opts": opts, "row": row}
        named["change_list"] = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        if row is not None:
            named["form_address"] = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
        return TemplateResponse(request, template, named | context)
