from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language


def in_this_language(column: str):
    """A translated column in the reader's language, in Chinese where there is no English, as an expression.

    For values() and unions; attributes of rows do the same by themselves.
    """
    chinese = F(f"{column}_zh_hans")
    if get_language() != "en":
        return chinese
    english = NullIf(F(f"{column}_en"), Value(""), output_field=CharField())
    return Coalesce(english, chinese, output_field=CharField())
