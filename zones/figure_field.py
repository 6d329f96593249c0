from django import forms
from django.utils.translation import gettext_lazy as _


class FigureField(forms.DecimalField):
    """An own figure, zero or more, that may stay empty; what is no figure is told so in words."""

    default_error_messages = {
        "invalid": _("请填数字，例如 1200 或 12.5，不带单位和逗号。"),
        "min_value": _("请填零或更大的数。"),
        "max_digits": _("数字太大，请核对。"),
        "max_whole_digits": _("数字太大，请核对。"),
        "max_decimal_places": _("小数最多四位。"),
    }

    def __init__(self, **options):
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            required=False, min_value=0, max_digits=14, decimal_places=4, widget=widget, **options
        )
