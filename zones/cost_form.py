"""What the cost calculator asks for, and which published price answers each question."""

from decimal import Decimal
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from publishing.models.provenance import Unit

from .figure_field import FigureField
from .models import CostItem
from .yearly_cost import Yuan, yearly_cost

Group = CostItem.Group


class Question(NamedTuple):
    """A use by the month. Its prices are the items of that unit and group; `is_open`: another use shares them."""

    name: str
    label: str
    unit: str
    price_unit: str
    group: str
    is_open: bool = False

    def is_answered_by(self, item) -> bool:
        return item.unit == self.price_unit and item.group == self.group


QUESTIONS = (
    Question("rented_area", _("租用面积"), _("平方米"), Unit.YUAN_M2_MONTH, Group.SPACE),
    Question("electricity", _("每月用电"), _("千瓦时"), Unit.YUAN_KWH, Group.POWER),
    Question("water", _("每月用水"), _("立方米"), Unit.YUAN_M3, Group.UTILITIES),
    # Water comes first among the prices by the cubic metre; which of them is gas, the reader says.
    Question("gas", _("每月用气"), _("立方米"), Unit.YUAN_M3, Group.UTILITIES, is_open=True),
    Question("steam", _("每月用汽"), _("吨"), Unit.YUAN_T, Group.UTILITIES),
    Question("headcount", _("用工人数"), _("名"), Unit.YUAN_MONTH, Group.LABOUR),
)


class Line(NamedTuple):
    question: Question
    quantity: Decimal
    item: CostItem
    cost: Yuan


class Asked(NamedTuple):
    """A question as the page prints it: its field, its prices, which of them is chosen ("" for none)."""

    question: Question
    field: forms.BoundField
    price: forms.BoundField
    items: list[CostItem]
    chosen: str


class CostForm(forms.Form):
    """Quantities by the month, each with one of the zone's published prices; questions without a price are left out."""

    def __init__(self, query, items):
        items = list(items)
        self.prices = {
            question: found
            for question in QUESTIONS
            if (found := [item for item in items if question.is_answered_by(item)])
        }
        is_asked = any(question.name in query for question in self.prices)
        super().__init__(query if is_asked else None)
        for question, found in self.prices.items():
            self.fields[question.name] = FigureField(label=question.label)
            self.fields[price_of(question)] = forms.ChoiceField(
                label=_("%(use)s的单价") % {"use": question.label},
                choices=[(str(item.pk), item.label) for item in found],
                required=False,
                error_messages={"invalid_choice": _("没有这项单价，请从列表里选一项。")},
            )

    def clean(self):
        cleaned = super().clean()
        quantities = [question for question in self.prices if cleaned.get(question.name) is not None]
        for question in quantities:
            name = price_of(question)
            if not cleaned.get(name) and name not in self.errors:
                cleaned[name] = first_price(question, self.prices[question])
                if not cleaned[name]:
                    self.add_error(name, _("请选按哪一项单价计算。"))
        if not quantities and not self.errors:
            self.add_error(None, _("请至少填一项用量。"))
        return cleaned

    def asked(self) -> list[Asked]:
        return [
            Asked(
                question,
                self[question.name],
                self[price_of(question)],
                found,
                (self.data.get(price_of(question)) if self.is_bound else None)
                or first_price(question, found),
            )
            for question, found in self.prices.items()
        ]

    def lines(self) -> list[Line]:
        """One line for each quantity of a valid form."""
        lines = []
        for question, found in self.prices.items():
            quantity = self.cleaned_data[question.name]
            if quantity is not None:
                item = next(item for item in found if str(item.pk) == self.cleaned_data[price_of(question)])
                cost = yearly_cost(quantity, item.value, item.value_max)
                lines.append(Line(question, quantity, item, cost))
        return lines


def price_of(question: Question) -> str:
    return f"{question.name}_price"


def first_price(question: Question, items) -> str:
    """The price that stands chosen at first: the first by position, none where the reader has to say."""
    return "" if question.is_open else str(items[0].pk)
