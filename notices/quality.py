"""The gate on the way in: what is doubtful about notices. Doubts of imports are kept as Concerns, for a decision.

- 文号相同: another notice has the number, however its brackets are written.
- 内容相近: NEAR or more of the text is another's (notices.likeness). Two with different numbers are two documents.
- 只有网页链接: a list of links where the text should be (notices.residue).
- 没有正文: no text, or less than a sentence.
- 其他地区: the notice is about another place than the zone's (notices.regions).
"""

from typing import NamedTuple

from django.db.models import prefetch_related_objects

from .fingerprints import neighbours, read_notices, read_stale
from .folding import folded_number
from .likeness import NEAR, SHORTEST, likeness, plain_text, runs_of
from .models import Concern, Notice
from .regions import elsewhere
from .residue import is_navigation

Kind = Concern.Kind
LEAST_TEXT = 15  # letters of a body
MOST_READ = (
    1_000  # notices that a save or an import in the browser reads for comparison, before the worker did
)


class Finding(NamedTuple):
    notice: Notice
    kind: str
    note: str
    other: Notice | None = None

    @property
    def identity(self) -> tuple:
        return self.notice.pk, self.kind, self.other.pk if self.other else None


def findings_about(notices) -> list[Finding]:
    """What is doubtful about these saved notices, less what was found before, whether decided or not."""
    read_notices(notices)
    read_stale(MOST_READ)
    return _not_known([*_about_texts(notices), *_about_others(notices)], notices)


def text_findings_about(notices) -> list[Finding]:
    """What is doubtful about what notices say by themselves, saved or not; less what was found before."""
    return _not_known(_about_texts(notices), notices)


def _not_known(found, notices) -> list[Finding]:
    keys = [notice.pk for notice in notices if notice.pk]
    known = set(Concern.objects.filter(notice__in=keys).values_list("notice", "kind", "other"))
    known |= {
        (other, kind, key)
        for key, kind, other in Concern.objects.filter(other__in=keys).values_list("notice", "kind", "other")
    }
    return [finding for finding in found if finding.identity not in known]


def keep_concerns(notices) -> list[Concern]:
    """Write down what is doubtful about these notices, for a decision."""
    concerns = [
        Concern(notice=found.notice, kind=found.kind, note=found.note[:300], other=found.other)
        for found in findings_about(notices)
    ]
    return Concern.objects.bulk_create(concerns, batch_size=500)


def _about_texts(notices):
    prefetch_related_objects(notices, "issuer")
    home = _home()
    published = Notice.objects.published()
    known = frozenset(published.order_by().values_list("region", flat=True).distinct()) if home else ()
    for notice in notices:
        if is_navigation(notice.body):
            yield Finding(
                notice, Kind.NAVIGATION, "正文只是一串网站链接，像是复制网页时带进来的，没有公告的内容。"
            )
        elif len(plain_text(notice.body)) < LEAST_TEXT:
            yield Finding(notice, Kind.EMPTY, "没有正文，或者正文不到一句话。")
        text = f"{notice.title}{notice.issuer.name}{notice.body}"
        if why := elsewhere(notice.region or "", home=home, known=known, text=text):
            yield Finding(notice, Kind.REGION, why)


def _home() -> str:
    """所在区县 of the published zones; notices of a site with none of them are from anywhere."""
    zones = Notice._meta.get_field("zones").related_model
    return "".join(zones.objects.published().values_list("region", flat=True))


def _about_others(notices):
    """Doubts that name another notice. Of two that came together the later is the doubtful one."""
    near = neighbours([notice.pk for notice in notices])
    others = Notice.objects.in_bulk({key for keys in near.values() for key in keys})
    together = {notice.pk for notice in notices}
    for notice in notices:
        for key in near.get(notice.pk, ()):
            if (key not in together or key < notice.pk) and (finding := _compared(notice, others[key])):
                yield finding


def _compared(notice, other) -> Finding | None:
    number, others_number = folded_number(notice.doc_number), folded_number(other.doc_number)
    if number and number == others_number:
        return Finding(notice, Kind.SAME_NUMBER, f"文号和“{other}”（编号 {other.pk}）相同。", other)
    text, others_text = plain_text(notice.body), plain_text(other.body)
    if (number and others_number) or min(len(text), len(others_text)) < SHORTEST:
        return None
    degree = likeness(runs_of(text), runs_of(others_text))
    if degree < NEAR:
        return None
    return Finding(notice, Kind.ALIKE, f"正文和“{other}”（编号 {other.pk}）有 {degree:.0%} 相同。", other)
