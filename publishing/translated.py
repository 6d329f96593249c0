from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from modeltranslation.translator import translator


def in_this_language(column: str):
    """A translated column in the reader's language, in Chinese where there is no English, as an expression.

    For values() and unions; attributes of rows do the same by themselves.
    """
    chinese = F(f"{column}_zh_hans")
    if get_language() != "en":
        return chinese
    english = NullIf(F(f"{column}_en"), Value(""), output_field=CharField())
    return Coalesce(english, chinese, output_field=CharField())


def name_translated_columns():
    """Staff read 名称 and 名称（英文） where modeltranslation writes 名称 [zh-hans] and 名称 [en]."""
    for model in translator.get_registered_models():
        for name, columns in translator.get_options_for_model(model).all_fields.items():
            for column in columns:
                ending = "（英文）" if column.language == "en" else ""
                column.verbose_name = f"{model._meta.get_field(name).verbose_name}{ending}"
