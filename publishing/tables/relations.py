"""Cells that name other rows: a vocabulary, the zone, the source. By name or by address."""

import re
from collections import Counter, defaultdict

from django.core.exceptions import FieldDoesNotExist
from import_export.widgets import Widget

from . import cells
from .widgets import not_among

NAMES = ("name_zh_hans", "title_zh_hans", "name", "title")
BETWEEN = re.compile(r"[；;\n]")
BETWEEN_TOO = re.compile(r"[、，,]")


def has_field(model, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


class Vocabulary:
    """The rows of a model by what people call them; read once, on first use.

    Where two rows of one zone share a name, both are written with their number: “来源文件（编号 12）”.
    """

    def __init__(self, model, limit=None):
        self.model, self.limit, self._labels = model, limit, None

    def forget(self):
        """Rows were added: read them again on the next use."""
        self._labels = None

    @property
    def labels(self) -> dict[int, str]:
        """Key → how the row is written in a table, in the order of the model."""
        if self._labels is None:
            self._read()
        return self._labels

    def _read(self):
        model = self.model
        name = next(name for name in NAMES if has_field(model, name))
        slug = "slug" if has_field(model, "slug") else name
        zone = ["zone_id"] if has_field(model, "zone") else []
        rows = model._default_manager.complex_filter(self.limit or {})
        found = [(row["pk"], row[name] or "", row[slug]) for row in rows.values("pk", name, slug)]
        self._zones = dict(rows.values_list("pk", *zone)) if zone else {}
        shared = Counter((called, self._zones.get(pk)) for pk, called, _slug in found)
        self._labels, self._keys = {}, defaultdict(list)
        for pk, called, slug in found:
            label = called or slug
            alone = shared[called, self._zones.get(pk)] == 1
            self._labels[pk] = label if alone else f"{label}（编号 {pk}）"
            for text in dict.fromkeys((self._labels[pk], label, slug)):
                self._keys[cells.plain(text)].append(pk)

    def key_of(self, text: str, zone_id=None):
        """The key of the row that is meant; of several with that name, the one of the zone."""
        labels, found = self.labels, self._keys.get(cells.plain(text), [])
        if len(found) > 1 and zone_id:
            found = [pk for pk in found if self._zones.get(pk, zone_id) == zone_id] or found
        if not found:
            raise ValueError(not_among(text, list(labels.values())))
        if len(found) > 1:
            raise ValueError(
                f"叫“{text[:40]}”的有 {len(found)} 个，请写成：{'、'.join(labels[pk] for pk in found)}。"
            )
        return found[0]


class RowCell(Widget):
    """A foreign key. Values are keys."""

    hint = "写它的名称或网址标识。"

    def __init__(self, vocabulary):
        super().__init__()
        self.vocabulary = vocabulary

    @property
    def names(self) -> list[str]:
        return list(self.vocabulary.labels.values())

    def clean(self, value, row=None, zone_id=None, **kwargs):
        return self.vocabulary.key_of(cells.text_of(value), zone_id)

    def render(self, value, obj=None, **kwargs):
        return self.vocabulary.labels.get(value, "") if value else ""


class RowsCell(RowCell):
    """Several rows. Values are sorted lists of keys."""

    hint = "写名称，几个之间用“、”分开。"

    def clean(self, value, row=None, zone_id=None, **kwargs):
        keys = set()
        for part in filter(None, map(str.strip, BETWEEN.split(cells.text_of(value)))):
            keys |= self._keys_in(part, zone_id)
        return sorted(keys)

    def _keys_in(self, text, zone_id) -> set[int]:
        """A name may have “、” in itself: the whole is tried before its parts."""
        try:
            return {self.vocabulary.key_of(text, zone_id)}
        except ValueError:
            parts = list(filter(None, map(str.strip, BETWEEN_TOO.split(text))))
            if len(parts) < 2:
                raise
            return {self.vocabulary.key_of(part, zone_id) for part in parts}

    def render(self, value, obj=None, **kwargs):
        labels = [label for pk, label in self.vocabulary.labels.items() if pk in (value or ())]
        return ("；" if any(BETWEEN_TOO.search(label) for label in labels) else "、").join(labels)
