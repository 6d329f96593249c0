"""政策公告: documents that others issued, as the zone lists them."""

from .attachments import Attachment
from .concerns import Concern, Fingerprint, FingerprintMark, LinkCheck
from .links import Link
from .notice import Notice, NoticeQuerySet
from .periods import ValidityPeriod
from .terms import Term
from .vocabulary import Issuer, NoticeCategory, Reader

__all__ = [
    "Attachment",
    "Concern",
    "Fingerprint",
    "FingerprintMark",
    "Issuer",
    "Link",
    "LinkCheck",
    "Notice",
    "NoticeCategory",
    "NoticeQuerySet",
    "Reader",
    "Term",
    "ValidityPeriod",
]
