"""One kind of cell each: `clean` reads what was typed, `render` writes what is stored. ValueError with a sentence."""

from html import escape

from import_export.widgets import Widget

from publishing.fields import clean_rich_text

from . import cells

NOT_IN_TABLE = "（太长，不在表格里，请在编辑页修改）"
LONGEST_CELL = 32_000  # Excel cuts off at 32,767 without a word
MOST_NAMED = 12


class TextCell(Widget):
    hint = ""

    def clean(self, value, row=None, **kwargs):
        return cells.text_of(value)

    def render(self, value, obj=None, **kwargs):
        return NOT_IN_TABLE if value and len(value) > LONGEST_CELL else value or ""


class CodeCell(TextCell):
    """Addresses, phone numbers, document numbers: one line, spaces at the ends do not count."""

    def clean(self, value, row=None, **kwargs):
        return cells.plain(value).lower()


class RichTextCell(TextCell):
    hint = "可以直接写文字，空一行就是另起一段；也可以是网页代码。"

    def clean(self, value, row=None, **kwargs):
        text = cells.text_of(value)
        if not text or text.startswith("<"):
            return clean_rich_text(text)
        parts = [escape(part.strip(), quote=False).replace("\n", "<br>") for part in text.split("\n\n")]
        return clean_rich_text("".join(f"<p>{part}</p>" for part in parts if part))


class DecimalCell(Widget):
    hint = "只写数字，不写单位。"

    def __init__(self, places: int):
        super().__init__()
        self.places = places

    def clean(self, value, row=None, **kwargs):
        return cells.decimal_of(value, self.places)

    def render(self, value, obj=None, **kwargs):
        """A number without the zeros behind it, so that 5000 and 5000.00 are one."""
        if value is None:
            return ""
        whole = value.to_integral_value()
        return whole.quantize(1) if value == whole else value.normalize()


class WholeCell(Widget):
    hint = "只写整数，不写单位。"

    def clean(self, value, row=None, **kwargs):
        return cells.whole_of(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class YesNoCell(Widget):
    hint = "填“是”或“否”。"

    def clean(self, value, row=None, **kwargs):
        return cells.bool_of(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else "是" if value else "否"


class DateCell(Widget):
    hint = "例：2022-06-27。"

    def clean(self, value, row=None, **kwargs):
        return cells.date_of(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else value


class PartialDateCell(TextCell):
    def clean(self, value, row=None, **kwargs):
        return cells.partial_date_of(value)


class ChoiceCell(Widget):
    """By the label that the form shows, or by the code that the database keeps."""

    hint = "从“可填的值”里选一个。"

    def __init__(self, choices):
        super().__init__()
        self.labels = {code: str(label) for code, label in choices}

    @property
    def names(self) -> list[str]:
        return [label for label in self.labels.values() if label]

    def clean(self, value, row=None, **kwargs):
        text = cells.text_of(value)
        for code, label in self.labels.items():
            if text in (code, label) or cells.plain(text) == cells.plain(label):
                return code
        raise ValueError(not_among(text, self.names))

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value, value or "")


def not_among(text: str, names: list[str]) -> str:
    """The sentence for a value that no list has, with the values that it could have been."""
    named = "、".join(names[:MOST_NAMED])
    more = f" 等 {len(names)} 个（都在模板的“可填的值”一页）" if len(names) > MOST_NAMED else ""
    return f"没有“{text[:40]}”这一项；可以填：{named}{more}。" if names else f"没有“{text[:40]}”这一项。"
