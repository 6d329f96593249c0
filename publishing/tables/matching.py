"""Which row of the database a row of a table means: by its address or number, else by its name."""

from collections import defaultdict

from .columns import KEEP, TableField
from .reading import LINE

MOST_NAMED = 3  # of several rows that a row of the table could mean


class Matcher:
    """`keys` name fields, the surest first: (("zone", "slug"), ("zone", "name")). Bilingual fields count in Chinese.

    All keys but the last end in an address or a number, which tells nothing where it is empty. `folds` names functions
    that make one of two spellings of a field's value. For a file in several parts one Matcher is used for all of them.
    """

    def __init__(self, model, keys, fields: list[TableField], folds=None):
        self.model, self.folds = model, folds or {}
        known = {field.column.base: field for field in reversed(fields)}  # of two languages the Chinese one
        self.keys = [tuple(known[name] for name in key) for key in keys]
        self.codes = self.keys[:-1]
        self.found: list[dict] = []
        self.rows: dict[int, object] = {}
        self.lines: dict[tuple, int] = {}  # what a row of the table means → the first line that does
        self._candidates: dict[int, tuple] = {}

    def usable(self, headers) -> list:
        return [key for key in self.keys if all(field.column_name in headers for field in key)]

    def wanted(self) -> str:
        """The columns without which nobody knows which row is meant."""
        return "，或者".join("".join(f"“{field.column_name}”" for field in key) for key in self.keys)

    def values(self, key, row):
        """The values of a key in a row of the table; None where they do not tell anything."""
        try:
            values = [field.clean(row) for field in key]
        except (KeyError, ValueError):
            return None
        if KEEP in values or (key in self.codes and values[-1] == ""):
            return None
        return self._folded(key, values)

    def _folded(self, key, values) -> tuple:
        """Values as they are compared."""
        pairs = zip(key, values, strict=True)
        known = ((field, field.column.when_empty if value is None else value) for field, value in pairs)
        return tuple(self.folds.get(field.column.base, _same)(value) for field, value in known)

    def load(self, rows, *, lock: bool):
        """Read the keys of all there is, once; then the rows that the table means."""
        if not self.found:
            self.found = [self._known(key) for key in self.keys]
        self._candidates = {}
        wanted = {pk for row in rows for pk in self.candidates(row)[1]}
        several = [field.name for field in self.model._meta.many_to_many]
        manager = self.model._default_manager
        queryset = manager.select_for_update() if lock else manager.all()
        self.rows = queryset.prefetch_related(*several).in_bulk(wanted)

    def _known(self, key) -> dict[tuple, list[int]]:
        known = defaultdict(list)
        attributes = [field.attribute for field in key]
        for pk, *values in self.model._default_manager.order_by("pk").values_list("pk", *attributes):
            known[self._folded(key, values)].append(pk)
        return known

    def remember(self, instance, line: int):
        """That row was saved: later lines of the file find it by its present keys."""
        for key, known in zip(self.keys, self.found, strict=True):
            keys = known[self._folded(key, [field.value_in(instance) for field in key])]
            keys += [] if instance.pk in keys else [instance.pk]
        self.lines["row", instance.pk] = line

    def candidates(self, row) -> tuple[int, list[int]]:
        """(place of the key that matched, keys of the rows); the place is -1 for none."""
        if row[LINE] not in self._candidates:
            self._candidates[row[LINE]] = self._look_up(row)
        return self._candidates[row[LINE]]

    def _look_up(self, row):
        for place, key in enumerate(self.keys):
            values = self.values(key, row)
            if values is not None and (pks := self.found[place].get(values)):
                return place, pks
        return -1, []

    def match(self, row):
        """The row of the database, or None for a new one. ValueError where it is not clear."""
        place, pks = self.candidates(row)
        if not pks:
            return None
        named = "、".join(field.column_name for field in self.keys[place])
        if len(pks) > 1:
            which = "、".join(f"编号 {pk}“{self.rows[pk]}”" for pk in pks[:MOST_NAMED])
            more = "等" if len(pks) > MOST_NAMED else ""
            raise ValueError(
                f"已有 {len(pks)} 条内容的{named}相同（{which}{more}），不知道要改哪一条；请在编辑页修改。"
            )
        found = self.rows[pks[0]]
        if self.codes and self.keys[place] is not self.codes[0]:
            self._check_code(found, row, named)
        return found

    def _check_code(self, found, row, named):
        """Found by something less sure: then the table may not give it another address or number."""
        key = self.codes[0]
        values, code = self.values(key, row), key[-1]
        has = code.value_in(found)
        if values is not None and has and values[-1] != self._folded([code], [has])[0]:
            raise ValueError(
                f"已有{named}相同的内容，它的{code.column_name}是“{has}”，表格里是“{values[-1]}”；"
                f"要改{code.column_name}请在编辑页修改。"
            )

    def identities(self, row) -> list[tuple]:
        """What may be in a table only once, as (place of the key, values)."""
        pairs = ((place, self.values(key, row)) for place, key in enumerate(self.keys))
        return [pair for pair in pairs if pair[1] is not None]

    def doubles(self, rows) -> dict[int, int]:
        """Line → the earlier line that means the same row, or would make the same one."""
        found = {}
        for row in rows:
            pks = self.candidates(row)[1]
            for identity in [("row", pks[0])] if pks else self.identities(row):
                first = self.lines.setdefault(identity, row[LINE])
                if first != row[LINE]:
                    found[row[LINE]] = first
        return found

    def new_lines(self, rows) -> list[str]:
        return [str(row[LINE]) for row in rows if not self.candidates(row)[1]]


def _same(value):
    return value
