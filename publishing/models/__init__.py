from .audit import AuditEntry
from .base import ContentModel, ContentQuerySet, Publishable, PublishableQuerySet
from .counts import ContentVersion, ViewCount
from .media import PictureBase
from .moves import MovedAddress
from .outbox import OutboxMail
from .proposals import ProposedChange
from .provenance import Measure, Provenance, Source, Unit
from .site import SiteIdentity
from .worker import WorkerBeat

__all__ = [
    "AuditEntry",
    "ContentModel",
    "ContentQuerySet",
    "ContentVersion",
    "Measure",
    "MovedAddress",
    "OutboxMail",
    "PictureBase",
    "ProposedChange",
    "Provenance",
    "Publishable",
    "PublishableQuerySet",
    "SiteIdentity",
    "Source",
    "Unit",
    "ViewCount",
    "WorkerBeat",
]
