"""Form fields for text that people type: what no database can store is an error beside the field, never a 500."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _


def validate_storable(text):
    """Refuse NUL and lone surrogates, which neither UTF-8 nor PostgreSQL can hold."""
    if "\0" in text or text.encode("utf-8", "replace") != text.encode("utf-8", "surrogatepass"):
        raise ValidationError(_("这里有无法保存的字符，请删去后再提交。"), code="unstorable")


class Storable:
    """Mixin of a CharField: refuses unstorable text, and shows it again without what cannot be shown."""

    def __init__(self, **options):
        super().__init__(**options)
        self.validators = [each for each in self.validators if not is_null_check(each)]
        self.validators.append(validate_storable)

    def to_python(self, value):
        """Line ends count as one character, as they do for the browser's maxlength."""
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text else text

    def bound_data(self, data, initial):
        shown = super().bound_data(data, initial)
        return shown.replace("\0", "").encode("utf-8", "replace").decode() if shown else shown


def is_null_check(validator) -> bool:
    """Django's own check for NUL, whose words are replaced by ours."""
    return getattr(validator, "code", "") == "null_characters_not_allowed"


class StorableField(Storable, forms.CharField):
    default_error_messages = {"required": _("这一格要填。")}


class StorableEmailField(Storable, forms.EmailField):
    default_error_messages = {"required": _("这一格要填。"), "invalid": _("要写成 name@company.com 的样子。")}
    default_validators = [EmailValidator(default_error_messages["invalid"])]


class PhoneField(StorableField):
    """A telephone number as people write it, at home or abroad: +86 24-0000-0000 转 8."""

    def __init__(self, **options):
        options.setdefault("max_length", 40)
        options.setdefault(
            "widget", forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel"})
        )
        super().__init__(**options)
        self.validators.append(validate_phone)


def validate_phone(text):
    """Five digits at the least, and nothing that does not belong into a number."""
    if set(text) - set("0123456789+-() .转extEXT#"):
        raise ValidationError(_("电话里有不认识的字符：请只写数字、空格、+、-、括号和“转”。"), code="phone")
    if sum(character.isdigit() for character in text) < 5:
        raise ValidationError(_("电话太短：请写完整的号码，外地加区号，海外加国家号。"), code="phone")
