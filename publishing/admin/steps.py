"""The workflow in the admin: buttons for the next step, a page for steps that ask something, steps for many rows."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from unfold.widgets import UnfoldAdminSplitDateTimeWidget, UnfoldAdminTextareaWidget

from publishing.models import Publishable
from publishing.workflow import APPROVE, ARCHIVE, RETURN, STEPS, SUBMIT, may, refusal, steps_for, take_step


class StepForm(forms.Form):
    """What a step asks: a reason, or from when until when the row is public."""

    reason = forms.CharField(label="理由", max_length=300, widget=UnfoldAdminTextareaWidget)
    publish_at = forms.SplitDateTimeField(
        label="定时发布", required=False, widget=UnfoldAdminSplitDateTimeWidget, help_text="留空就立即公开。"
    )
    expire_at = forms.SplitDateTimeField(
        label="到期下线", required=False, widget=UnfoldAdminSplitDateTimeWidget, help_text="留空就一直公开。"
    )

    def __init__(self, step, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(step.asks):
            del self.fields[name]
        if "reason" in self.fields:
            self.fields["reason"].required = step is RETURN

    def clean(self):
        cleaned = super().clean()
        begins, ends = cleaned.get("publish_at"), cleaned.get("expire_at")
        if begins and ends and ends <= begins:
            self.add_error("expire_at", "到期下线的时间必须晚于定时发布的时间。")
        return cleaned


class StepsAdmin(admin.ModelAdmin):
    """Mixin: /<object>/step/<step>/ asks and takes it; a button beside 保存 saves first and then takes it."""

    def get_urls(self):
        opts = self.model._meta
        view = self.admin_site.admin_view(self.step_view)
        name = f"{opts.app_label}_{opts.model_name}_step"
        return [path("<path:object_id>/step/<slug:key>/", view, name=name), *super().get_urls()]

    def step_address(self, row, step):
        """It carries the version that stands on the page at hand: another one is not what the user decides on."""
        opts = self.model._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_step", args=[row.pk, step.key])
        return f"{address}?version={row.version}"

    def form_address(self, row):
        opts = self.model._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])

    def steps_on_form(self, request, row):
        """(step, its own page) for the buttons below the form; a row that is not saved yet can be submitted at once."""
        if row is None:
            return [(SUBMIT, "")]
        return [(step, self.step_address(row, step)) for step in steps_for(row, request.user)]

    def response_after_save(self, request, obj):
        """Where the pressed button was a step: on to it. None where it was an ordinary 保存."""
        step = STEPS.get(request.POST.get("_step", ""))
        if not step:
            return None
        if step.asks:
            return HttpResponseRedirect(self.step_address(obj, step))
        return self.take(request, obj, step, {}) or HttpResponseRedirect(self.form_address(obj))

    def take(self, request, row, step, answers):
        """Take the step and say so; a redirect to the list, or None with a message where it was refused."""
        try:
            row = self.taken(request, row, step, answers)
        except (PermissionDenied, ValidationError) as error:
            messages.error(request, said_by(error))
            return None
        messages.success(request, outcome(step, row))
        opts = self.model._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))

    @transaction.atomic
    def taken(self, request, row, step, answers):
        """The row after the step, which stands in the logs as well. Raises what take_step raises."""
        row = take_step(step=step, row=row, user=request.user, **answers)
        self.log_change(request, row, f"{step.label}。")
        return row

    def step_view(self, request, object_id, key):
        row, step = self.get_object(request, unquote(object_id)), STEPS.get(key)
        if row is None or step is None:
            raise Http404("没有这一条，或者没有这一步。")
        if not (self.has_view_permission(request, row) and may(request.user, step.needs, self.model)):
            raise PermissionDenied
        if why := refusal(step, row, request.user):
            messages.error(request, why)
            return HttpResponseRedirect(self.form_address(row))
        initial = {"publish_at": row.publish_at, "expire_at": row.expire_at}
        form = StepForm(step, request.POST if request.method == "POST" else None, initial=initial)
        if request.method == "POST" and form.is_valid():
            seen = request.GET.get("version", "")
            answers = form.cleaned_data | {"seen": int(seen) if seen.isdecimal() else None}
            return self.take(request, row, step, answers) or HttpResponseRedirect(self.form_address(row))
        context = self.admin_site.each_context(request) | {
            "title": f"{step.label}：{row}",
            "opts": self.model._meta,
            "row": row,
            "step": step,
            "form": form,
            "back": self.form_address(row),
        }
        return TemplateResponse(request, "admin/step.html", context)

    # --- many rows at once

    def take_for_all(self, request, queryset, step):
        done = 0
        for row in queryset:
            try:
                self.taken(request, row, step, kept_answers(step, row))
                done += 1
            except (PermissionDenied, ValidationError) as error:
                messages.error(request, f"{row}：{said_by(error)}")
        if done:
            messages.success(request, f"{step.label}：{done} 条。")

    @admin.action(description="提交审核", permissions=["change"])
    def submit_selected(self, request, queryset):
        self.take_for_all(request, queryset, SUBMIT)

    @admin.action(description="通过并发布", permissions=["publish"])
    def approve_selected(self, request, queryset):
        self.take_for_all(request, queryset, APPROVE)

    @admin.action(description="归档下线", permissions=["publish"])
    def archive_selected(self, request, queryset):
        self.take_for_all(request, queryset, ARCHIVE)

    def has_publish_permission(self, request):
        return may(request.user, "publish", self.model)


def said_by(error: PermissionDenied | ValidationError) -> str:
    """The sentences of a refusal."""
    return "；".join(error.messages) if isinstance(error, ValidationError) else str(error)


def kept_answers(step, row) -> dict:
    """For many rows nobody is asked: each keeps the times that its form gave it."""
    return {"publish_at": row.publish_at, "expire_at": row.expire_at} if "publish_at" in step.asks else {}


def outcome(step, row) -> str:
    """One sentence on what readers now see."""
    if row.status != Publishable.Status.PUBLISHED:
        return f"“{row}”已{step.label}，现在是“{row.get_status_display()}”。"
    if type(row)._default_manager.published().filter(pk=row.pk).exists():
        return f"“{row}”已发布，网站上现在就能看到。"
    return f"“{row}”已通过，到定下的时间自动公开。"
