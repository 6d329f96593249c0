"""POST /policies/evaluate: what chosen awards come to, for machines. It computes and keeps nothing.

Anybody may ask, from anywhere: no cookie is read or set, so a page of another site gains nothing by asking either.
"""

from decimal import Decimal
from typing import Annotated

from django.conf import settings
from ninja import Router, Schema
from ninja.errors import ValidationError
from pydantic import Field

from publishing.api import Listed

from .calculator import cited, terms_of
from .evaluation import Group, evaluate
from .models import Policy

router = Router(tags=["policies"])


class ChosenAward(Schema):
    id: Annotated[int, Field(description="`id` of an award of /policies")]
    base_yuan: Annotated[
        Decimal | None,
        Field(
            ge=0, max_digits=18, decimal_places=2, description="for an award with a rate: its base in yuan"
        ),
    ] = None


class EvaluationIn(Schema):
    awards: Annotated[list[ChosenAward], Field(min_length=1, max_length=200)]


class CitedPolicyOut(Schema):
    slug: str
    title: str
    effective_from: str
    effective_to: str
    term_note: str
    combining_note: str


class ClauseOut(Schema):
    title: str
    url: str


class LineOut(Schema):
    id: int
    policy: CitedPolicyOut
    clause: str
    group: Group
    amount_yuan: Decimal | None
    cap_yuan: Decimal | None
    competitive: bool
    missing: str
    source: ClauseOut


@router.post("/policies/evaluate", response=Listed[LineOut], summary="政策测算")
def evaluate_awards(request, asked: EvaluationIn):
    """`certain`: fixed sums, if their conditions are met as the caller says. `possible`: up to `amount_yuan`, competitive
    or capped, not a promise. `missing`: the base named in `missing` was not given. Never add the groups together; whether
    several may be had at once, and whether a policy is still in force, is for its text to say.
    """
    policies = list(Policy.objects.for_calculating())
    awards = {award.pk: award for policy in policies for award in policy.awards.all()}
    refuse_awards(asked.awards, awards)
    bases = {one.id: one.base_yuan for one in asked.awards if one.base_yuan is not None}
    chosen = {one.id for one in asked.awards}
    lines = evaluate(map(terms_of, awards.values()), chosen, bases)
    return {"count": len(lines), "results": [line_out(one) for one in cited(lines, policies)]}


def refuse_awards(asked, awards):
    """422 that names the award which no published policy has, or which is named twice."""
    seen = set()
    wrong = []
    for place, one in enumerate(asked):
        words = (
            "没有这一条奖补。" if one.id not in awards else "同一条奖补写了两次。" if one.id in seen else ""
        )
        if words:
            wrong.append(
                {"type": "value_error", "loc": ["body", "asked", "awards", place, "id"], "msg": words}
            )
        seen.add(one.id)
    if wrong:
        raise ValidationError(wrong)


def line_out(one) -> dict:
    is_capped = one.award.rate is not None or one.award.rule == one.award.Rule.CAPPED
    return {
        "id": one.award.pk,
        "policy": one.policy,
        "clause": one.clause,
        "group": one.line.group,
        "amount_yuan": one.line.amount,
        "cap_yuan": one.award.amount if is_capped else None,
        "competitive": one.award.is_competitive,
        "missing": one.line.missing,
        "source": {"title": one.policy.title, "url": settings.SITE_URL + one.address},
    }
