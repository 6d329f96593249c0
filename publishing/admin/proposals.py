"""修改稿 in the admin: the form of a published row for who may not publish it.

Only changeform_view opens a published row to an editor, for that one request, and everything that would be written on
its way is turned here into a proposal; has_change_permission says no wherever else it is asked.
"""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import models
from django.forms import FileField
from django.http import HttpResponseRedirect

from publishing.audit import Action, named, record_request
from publishing.models import ProposedChange, Publishable
from publishing.proposals import last_of, propose
from publishing.proposed_values import fields_of, initial_of, label_of, moved_on, values_in
from publishing.workflow import may

from .deciding import DecidingAdmin

State = ProposedChange.State
SAID = {
    State.WAITING: "已提交对“{}”的修改，等有发布权限的同事审核；审核通过之前，网站上的内容不变。",
    State.WITHDRAWN: "您填写的和网站上现在的内容一样，之前提交的对“{}”的修改已撤回。",
    "": "您填写的和网站上现在的内容一样，“{}”没有需要审核的修改。",
}


class ProposalsAdmin(DecidingAdmin):
    """Mixin before the admin of content: an editor's save of a published row becomes a proposal."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if (
            row is not None
            and row.status == Publishable.Status.PUBLISHED
            and may(request.user, "change", self.model)
            and not may(request.user, "publish", self.model)
        ):
            request.proposing = row
        return super().changeform_view(request, object_id, form_url, extra_context)

    def is_proposing(self, request, obj) -> bool:
        return obj is not None and getattr(request, "proposing", None) == obj

    def uploads(self) -> dict[str, str]:
        """The fields that take a file, with their labels: those of the form alone, then those of the model."""
        declared = self.form.declared_fields.items()
        own = {name: str(field.label) for name, field in declared if isinstance(field, FileField)}
        kept = [field for field in self.opts.fields if isinstance(field, models.FileField)]
        return own | {field.name: label_of(field) for field in kept}

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return [*own, *self.uploads()] if self.is_proposing(request, obj) else own

    def offered(self, request, obj, fields) -> list:
        """The fields of a group, while proposing without those that only take a new file."""
        if not self.is_proposing(request, obj):
            return list(fields)
        not_kept = self.uploads().keys() & self.form.declared_fields.keys()
        return [name for name in fields if name not in not_kept]

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        if self.is_proposing(request, obj):
            for inline in inlines:
                inline.max_num = 0
                inline.fields = [name for name in inline.fields if name not in inline.form.declared_fields]
                for verb in ("add", "change", "delete"):
                    setattr(inline, f"has_{verb}_permission", lambda request, obj=None: False)
                inline.has_view_permission = lambda request, obj=None: True
        return inlines

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Filled with what the author has already proposed."""
        form = super().get_form(request, obj, change=change, **kwargs)
        last = last_of(obj, request.user) if self.is_proposing(request, obj) else None
        if last is None:
            return form
        form.proposed = initial_of(last)
        return form

    def save_model(self, request, obj, form, change):
        """While proposing nothing reaches the row, nor its parts and relations, nor its history."""
        if not self.is_proposing(request, obj):
            super().save_model(request, obj, form, change)
            return
        request.proposed = propose(row=obj, values=values_in(form), author=request.user)

    def save_related(self, request, form, formsets, change):
        if not self.is_proposing(request, form.instance):
            super().save_related(request, form, formsets, change)

    def construct_change_message(self, request, form, formsets, add=False):
        """Parts that were not saved have nothing to tell; log_change names the proposed fields itself."""
        if self.is_proposing(request, form.instance):
            return []
        return super().construct_change_message(request, form, formsets, add)

    def log_change(self, request, obj, message):
        if not self.is_proposing(request, obj):
            return super().log_change(request, obj, message)
        proposal = request.proposed
        if proposal is None:
            return None
        fields = [proposal.get_state_display(), *map(label_of, fields_of(proposal))]
        subject = f"{named(proposal)}（{named(obj)}）"
        return record_request(request, Action.CHANGED, subject=subject, fields=fields)

    def response_after_save(self, request, obj):
        if not self.is_proposing(request, obj):
            return super().response_after_save(request, obj)
        state = request.proposed.state if request.proposed else ""
        say = messages.success if state == State.WAITING else messages.warning
        say(request, SAID[state].format(request.proposing))
        return HttpResponseRedirect(self.form_address(obj))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if self.is_proposing(request, obj):
            last = last_of(obj, request.user)
            parts = [str(part.opts.verbose_name_plural) for part in context["inline_admin_formsets"]]
            context |= {
                "proposing": True,
                "last": last,
                "moved_on": moved_on(last, request.proposing) if last else [],
                "not_proposed": [*parts, *self.uploads().values()],
            }
        elif obj is not None and may(request.user, "publish", self.model):
            found = ProposedChange.objects.of(obj).waiting().select_related("author")
            context["waiting"] = [(each, self.proposal_address(each)) for each in found]
        return super().render_change_form(request, context, add, change, form_url, obj)
