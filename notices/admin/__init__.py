from .concerns import ConcernAdmin
from .link_checks import LinkCheckAdmin
from .notice import NoticeAdmin
from .vocabulary import VocabularyAdmin

__all__ = ["ConcernAdmin", "LinkCheckAdmin", "NoticeAdmin", "VocabularyAdmin"]
