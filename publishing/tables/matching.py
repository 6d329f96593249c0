"""Which row of the database a row of a table means: by its address or number, else by its name."""

from collections import defaultdict

from .columns import KEEP, TableField
from .reading import LINE


class Matcher:
    """`keys` name fields, the surest first: (("zone", "slug"), ("zone", "name")). Bilingual fields count in Chinese."""

    def __init__(self, model, keys, fields: list[TableField]):
        self.model = model
        known = {field.column.base: field for field in reversed(fields)}  # of two languages the Chinese one
        self.keys = [tuple(known[name] for name in key) for key in keys]
        self.code = self.keys[0] if len(self.keys) > 1 else ()  # ends in an address or a number
        self.found: list[dict] = []
        self.rows: dict[int, object] = {}
        self._candidates: dict[int, tuple] = {}

    def usable(self, headers) -> list:
        return [key for key in self.keys if all(field.column_name in headers for field in key)]

    def wanted(self) -> str:
        """The columns without which nobody knows which row is meant."""
        return "，或者".join("".join(f"“{field.column_name}”" for field in key) for key in self.keys)

    def values(self, key, row):
        """The values of a key in a row of the table; None where they do not tell anything."""
        try:
            values = tuple(field.clean(row) for field in key)
        except (KeyError, ValueError):
            return None
        return None if KEEP in values or (key is self.code and values[-1] == "") else values

    def load(self, rows, *, lock: bool):
        """Read the keys of all there is, then the rows that the table means."""
        for key in self.keys:
            known = defaultdict(list)
            attributes = [field.attribute for field in key]
            for pk, *values in self.model._default_manager.values_list("pk", *attributes):
                pairs = zip(key, values, strict=True)
                known[tuple(f.column.when_empty if value is None else value for f, value in pairs)].append(pk)
            self.found.append(known)
        wanted = {pk for row in rows for pk in self.candidates(row)[1]}
        several = [field.name for field in self.model._meta.many_to_many]
        manager = self.model._default_manager
        queryset = manager.select_for_update() if lock else manager.all()
        self.rows = queryset.prefetch_related(*several).in_bulk(wanted)

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
        if len(pks) > 1:
            named = "、".join(field.column_name for field in self.keys[place])
            raise ValueError(f"已有 {len(pks)} 条内容的{named}相同，不知道要改哪一条；请在编辑页修改。")
        found = self.rows[pks[0]]
        if self.code and self.keys[place] is not self.code:
            self._check_code(found, row)
        return found

    def _check_code(self, found, row):
        """Found by its name: then the table may not give it another address or number."""
        values, code = self.values(self.code, row), self.code[-1]
        has = code.value_in(found)
        if values is not None and has and values[-1] != has:
            raise ValueError(
                f"已有同名的内容，它的{code.column_name}是“{has}”，表格里是“{values[-1]}”；"
                f"要改{code.column_name}请在编辑页修改。"
            )

    def identities(self, row) -> list[tuple]:
        """What may be in a table only once, as (place of the key, values)."""
        pairs = ((place, self.values(key, row)) for place, key in enumerate(self.keys))
        return [pair for pair in pairs if pair[1] is not None]

    def doubles(self, rows) -> dict[int, int]:
        """Line → the earlier line that means the same row, or would make the same one."""
        lines = defaultdict(list)
        for row in rows:
            pks = self.candidates(row)[1]
            for identity in [("row", pks[0])] if pks else self.identities(row):
                lines[identity].append(row[LINE])
        return {line: same[0] for same in lines.values() for line in same[1:]}

    def new_lines(self, rows) -> list[str]:
        return [str(row[LINE]) for row in rows if not self.candidates(row)[1]]
