"""The pages on which proposals are decided: what waits, and one proposal beside its row."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from publishing import proposals
from publishing.audit import Action, named, record_request
from publishing.models import ProposedChange, Publishable
from publishing.preview import token_for
from publishing.proposed_values import compared, differing, fields_of, labels, row_to_preview
from publishing.workflow import RETURN, adoption_reason, may

from .steps import StepForm, said_by

State = ProposedChange.State


class DecidingAdmin(admin.ModelAdmin):
    """Mixin: /proposals/ lists what waits, /<object>/proposals/<number>/ shows one beside the row and decides."""

    def get_urls(self):
        opts = self.model._meta
        name, wrap = f"{opts.app_label}_{opts.model_name}", self.admin_site.admin_view
        return [
            path("proposals/", wrap(self.proposals_view), name=f"{name}_proposals"),
            path(
                "<path:object_id>/proposals/<int:number>/", wrap(self.proposal_view), name=f"{name}_proposal"
            ),
            *super().get_urls(),
        ]

    def proposal_address(self, proposal):
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_proposal"
        return reverse(name, args=[proposal.key, proposal.pk])

    def proposals_view(self, request):
        """What waits; of other people's proposals editors see nothing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = ProposedChange.objects.waiting().filter(model=self.opts.label).select_related("author")
        if not may(request.user, "publish", self.model):
            found = found.filter(author=request.user)
        rows = self.model._default_manager.in_bulk({each.key for each in found})
        lines = [
            (rows[each.key], each, labels(fields_of(each)), self.proposal_address(each))
            for each in found
            if each.key in rows
        ]
        title = f"待审核的修改：{self.opts.verbose_name}"
        return self._page(request, "admin/proposals.html", None, title, lines=lines)

    def proposal_view(self, request, object_id, number):
        """One proposal beside the row as it is now; who may publish adopts or returns it here."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("没有这一条。")
        proposal = get_object_or_404(ProposedChange.objects.of(row).select_related("author"), pk=number)
        decides = may(request.user, "publish", self.model)
        if not (decides or proposal.author_id == request.user.pk) or not self.has_view_permission(
            request, row
        ):
            raise PermissionDenied
        form = StepForm(RETURN, request.POST if "_return" in request.POST else None)
        if request.method == "POST":
            if not decides:
                raise PermissionDenied
            if "_adopt" in request.POST or form.is_valid():
                return self.decide(request, row, proposal, form)
        return self._page(
            request,
            "admin/proposal.html",
            row,
            f"修改稿：{row}",
            proposal=proposal,
            compared=compared(proposal, row),
            moved_on=proposal.version != row.version and proposal.state == State.WAITING,
            seen=proposals.seen(proposal, row),
            refused=proposals.refusal(proposal, row, request.user),
            preview_address=reverse("preview", args=[token_for(proposal)])
            if row_to_preview(proposal)
            else "",
            is_live=row.status == Publishable.Status.PUBLISHED,
            form=form,
        )

    def decide(self, request, row, proposal, form):
        """Adopt or return, say so, and go to the row; where that is refused, back to the page with the reason."""
        try:
            with transaction.atomic():
                if "_adopt" in request.POST:
                    said = self.adopt(request, row, proposal)
                else:
                    said = self.send_back(request, row, proposal, form.cleaned_data["reason"])
        except (PermissionDenied, ValidationError) as error:
            messages.error(request, said_by(error))
            return HttpResponseRedirect(request.path)
        messages.success(request, said)
        return HttpResponseRedirect(self.form_address(row))

    def adopt(self, request, row, proposal) -> str:
        changed = labels(differing(proposal, row))
        row = proposals.adopt(proposal=proposal, user=request.user, seen_by_user=request.POST.get("seen", ""))
        self.log_change(request, row, f"{adoption_reason(proposal.author_name)}：{changed}")
        return f"已采纳{proposal.author_name}的修改，“{row}”在网站上现在就是新的内容。"

    def send_back(self, request, row, proposal, reason) -> str:
        proposals.send_back(proposal=proposal, user=request.user, reason=reason)
        subject = f"{named(proposal)}（{named(row)}）"
        record_request(request, Action.CHANGED, subject=subject, fields=["退回"])
        return f"已退回给{proposal.author_name}，“{row}”没有改动。"
