"""The calculator's form, and its lines with the clause that each rests on."""

from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _

from notices.models import Notice
from notices.outline import outlined

from .awards import clause_words
from .evaluation import Line, Terms, evaluate
from .models import Award, Policy

WAN = Decimal(10_000)


class Choice(NamedTuple):
    """One award as the form offers it; `base` is the field of the figure its rate is multiplied by, or None."""

    award: Award
    clause: str
    is_chosen: bool
    base: forms.BoundField | None
    is_idle: bool  # a figure was given, but the award was not ticked


class Offer(NamedTuple):
    policy: Policy
    notice: Notice | None
    choices: list[Choice]


class CitedLine(NamedTuple):
    line: Line
    award: Award
    policy: Policy
    clause: str
    address: str  # of the clause itself


class CalculatorForm(forms.Form):
    """`award` repeated, and `base_<pk>` in 万元 for each award with a rate. Unknown awards are ignored."""

    def __init__(self, asked, policies):
        super().__init__(asked)
        self.policies = policies
        self.awards = [award for policy in policies for award in policy.awards.all()]
        asked_for = set(asked.getlist("award"))
        self.chosen = {award.pk for award in self.awards if str(award.pk) in asked_for}
        for award in self.awards:
            if award.rate is not None:
                self.fields[f"base_{award.pk}"] = base_field(award)

    def lines(self) -> list[CitedLine]:
        """The chosen awards worked out. A figure that cannot be read counts as not given."""
        self.is_valid()
        given = {award.pk: self.cleaned_data.get(f"base_{award.pk}") for award in self.awards}
        bases = {pk: base * WAN for pk, base in given.items() if base is not None}
        return cited(evaluate(map(terms_of, self.awards), self.chosen, bases), self.policies)

    def offers(self) -> list[Offer]:
        """The form as the page prints it, a group for each policy."""
        return [
            Offer(policy, policy.published_notice, [self.choice_of(one) for one in policy.awards.all()])
            for policy in self.policies
        ]

    def choice_of(self, award) -> Choice:
        base = None if award.rate is None else self[f"base_{award.pk}"]
        is_chosen = award.pk in self.chosen
        is_idle = base is not None and bool(base.data) and not is_chosen
        return Choice(award, clause_words(award.clause), is_chosen, base, is_idle)


def base_field(award) -> forms.DecimalField:
    return forms.DecimalField(
        label=award.base or _("计算基数"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=4,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )


def terms_of(award) -> Terms:
    return Terms(
        id=award.pk,
        amount=award.amount,
        is_capped=award.rule == Award.Rule.CAPPED,
        rate=award.rate,
        is_competitive=award.is_competitive,
        base=award.base or "",
    )


def cited(lines, policies) -> list[CitedLine]:
    """Each line with its award, policy and clause. Policies as of Policy.objects.for_calculating()."""
    known = {award.pk: (award, policy) for policy in policies for award in policy.awards.all()}
    needed = {known[line.award][1] for line in lines}
    texts = {policy.pk: text_of(policy) for policy in needed}
    return [cited_line(line, *known[line.award], texts) for line in lines]


def cited_line(line, award, policy, texts) -> CitedLine:
    address, text = texts[policy.pk]
    clause = clause_words(award.clause)
    anchor = text.anchor_of(clause)
    if anchor:
        return CitedLine(line, award, policy, clause, f"{address}#{anchor}")
    return CitedLine(line, award, policy, clause, f"{policy.get_absolute_url()}#awards")


def text_of(policy):
    """(address, text) of what has the clauses: the published notice, else the policy's own page."""
    row = policy.published_notice or policy
    return row.get_absolute_url(), outlined(row.body)
