from modeltranslation.admin import TranslationStackedInline
from unfold.admin import StackedInline

from .words import WordsAdmin


class RowInline(WordsAdmin, StackedInline, TranslationStackedInline):
    """Rows that belong to the row above them and are edited with it; dragged into order."""

    extra = 0
    ordering_field = "position"
    hide_ordering_field = True
    show_change_link = False
