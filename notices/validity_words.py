"""What the validity of a notice reads like in sentences, on its own page and in the API."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from publishing.chinese_text import chinese
from publishing.dates import in_words

from . import validity
from .badges import Badge, badge_of
from .models import Notice, Term
from .validity import Period

NUMBERED = re.compile(r"[0-9][0-9、，,–-]*")


@dataclass(frozen=True)
class Said:
    """A sentence, the words of the document that it rests on, and the published document that says so, if another does."""

    text: str
    quote: str = ""
    document: Notice | None = None


@dataclass(frozen=True)
class Account:
    """The validity of a notice on a day as its own page tells it."""

    as_of: date
    period: Period
    badge: Badge
    span: str  # from when until when, in words; "" where neither is known
    reasons: list[Said]
    terms: list[Said]  # implementation, publicity, tasks


def account_of(notice, as_of: date) -> Account:
    """Of a row that was read with_facts()."""
    found = validity.validity(notice.facts(), as_of)
    itself = [link for link in notice.said_of_it if link.notice_id == notice.pk]
    printed = {link.notice_id: link.target_title for link in itself}
    documents = {link.notice_id: link.notice for link in notice.said_of_it if link not in itself}
    return Account(
        as_of=as_of,
        period=found.period,
        badge=badge_of(found),
        span=span(found.period),
        reasons=[
            Said(_about(printed.get(reason.by), reason), chinese(reason.quote), documents.get(reason.by))
            for reason in found.reasons
            if reason.because != "nothing"
        ]
        or [Said(_nothing_known(notice))],
        terms=[
            Said(stretch_in_words(stretch, as_of), chinese(stretch.term.quote)) for stretch in found.others
        ],
    )


def _nothing_known(notice) -> str:
    if notice.body_kind == Notice.BodyKind.MISSING:
        return _("来源没有提供正文，有效期无从得知")
    return _("原文没有写明有效期")


def _about(printed: str | None, reason: validity.Reason) -> str:
    """The reason; of a document that is printed in the notice, with its title before it."""
    words = reason_in_words(reason)
    return chinese(_("《%(title)s》") % {"title": printed} + _("：") + words) if printed else words


def span(period: Period) -> str:
    first, last = period.from_date, period.to_date
    words = {"first": in_words(first), "last": in_words(last)}
    if first > date.min and last < date.max:
        return _("%(first)s起，至%(last)s止（含当日）") % words
    if last < date.max:
        return _("至%(last)s止（含当日）") % words
    return _("%(first)s起") % words if first > date.min else ""


def reason_in_words(reason: validity.Reason) -> str:
    part = articles_in_words(reason.articles)
    words = {"day": in_words(reason.day), "part": part}
    return chinese(_sentence(reason, bool(part)) % words)


def _sentence(reason: validity.Reason, of_part: bool) -> str:
    if reason.because == "term":
        if reason.is_over:
            return _("%(part)s的有效期已于%(day)s届满") if of_part else _("有效期已于%(day)s届满")
        return _("%(part)s的有效期至%(day)s") if of_part else _("有效期至%(day)s")
    sentences = {
        "begins": _("自%(day)s起施行"),
        "no_end": _("自%(day)s起施行，原文没有写明有效期"),
        "supersedes": _("%(part)s自%(day)s起被代替") if of_part else _("自%(day)s起被代替"),
        "repeals": _("%(part)s自%(day)s起被废止") if of_part else _("自%(day)s起被废止"),
        "proposes_repeal": _("%(day)s提出废止%(part)s，尚未见废止决定")
        if of_part
        else _("%(day)s提出废止，尚未见废止决定"),
        "amends": _("%(part)s自%(day)s起被修改") if of_part else _("自%(day)s起被修改"),
    }
    return sentences[reason.because]


def stretch_in_words(stretch: validity.Stretch, as_of: date) -> str:
    part = articles_in_words(stretch.term.articles)
    words = {
        "kind": Term.Kind(stretch.term.kind).label,
        "part": part,
        "first": in_words(stretch.from_date),
        "last": in_words(stretch.to_date),
    }
    if stretch.from_date == stretch.to_date or not _begins_by_itself(stretch.term):
        sentence = _("%(kind)s至%(last)s（含当日）")
    else:
        sentence = _("%(kind)s自%(first)s起，至%(last)s止（含当日）")
    over = _("，已满") if as_of > stretch.to_date else ""
    return chinese((f"{part}{_('：')}" if part else "") + sentence % words + over)


def _begins_by_itself(term: validity.Term) -> bool:
    """Whether the first day belongs to the term: it is stated, or the length is counted from it."""
    return term.begins_on is not None or term.ends_on is None


def articles_in_words(articles: str) -> str:
    """6 → 第6条; what is not a number stands as the source has it."""
    if NUMBERED.fullmatch(articles):
        return _("第%(number)s条") % {"number": articles}
    return chinese(articles)
