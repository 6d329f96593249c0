from .notice import NoticeAdmin
from .vocabulary import VocabularyAdmin

__all__ = ["NoticeAdmin", "VocabularyAdmin"]
