"""Checks the rows of a table against the database, and saves them: all of them or none."""

import hashlib
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.resources import ModelResource, modelresource_factory
from import_export.results import RowResult

from publishing.changes import one_content_change
from publishing.models import Publishable
from publishing.slugs import slug_from

from .columns import KEEP, Column, TableField, names_of
from .constraints import Constraints
from .matching import Matcher
from .reading import LINE, TableError
from .together import links_of, write_history, write_links

REASON = "表格导入"
LOCKED = "已公开的内容须由有发布权限的同事修改。"
NOTHING = (None, "", [])
STATUS, KIND, UPDATED = "发布状态", "来源种类", "更新时间"
AT_LINE, WHY = "行号", "原因"
# columns of our exports and reports that an import does not read
READ_ONLY = {STATUS, KIND, UPDATED, AT_LINE, WHY}


class Change(NamedTuple):
    label: str
    old: str
    new: str


class Problem(NamedTuple):
    """`line` is the row in the file, `label` its column or ""."""

    line: int
    label: str
    text: str


class TableResource(ModelResource):
    """One import of one user. `may_change` says of a row whether that user may change it, `complete` (instance, row)
    adds to a new one what its row does not say.
    """

    def __init__(self, columns: list[Column], matcher: Matcher, *, user, may_change, complete):
        super().__init__()
        self.fields = {column.name: TableField(column) for column in columns}
        self.labels = {column.base: column.label for column in reversed(columns)}
        self.labels |= {field.attribute: field.column_name for field in self.fields.values()}
        self.matcher = matcher
        self.user, self.may_change, self.complete = user, may_change, complete
        self.constraints = Constraints()
        self.links: list = []  # rows of many-to-many tables of new rows, written together
        self.problems: list[Problem] = []
        self.is_checked = False

    # --- the whole table

    def try_out(self, dataset):
        """What an import would do. Writes nothing and holds no lock: the library's dry run would do both.

        Raises TableError for a table that cannot be read by rows; what is wrong with rows is in `problems`.
        """
        self.prepare(dataset, lock=False)
        return self._finished(self.import_data_inner(dataset, True, False, False, False))

    def carry_out(self, dataset):
        """Import what try_out of another resource has just checked; after a problem in any row nothing is changed.

        Within a transaction, which others wait for, so nothing is validated twice: the caller compares the plan, no
        clean() of a model reads other rows, and what else may have changed since the database's constraints refuse.
        """
        self.is_checked = True
        kind = ContentType.objects.get_for_model(self._meta.model)
        ContentType.objects.select_for_update(no_key=True).get(pk=kind.pk)  # one import of a kind at a time
        self.prepare(dataset, lock=True)
        with one_content_change():
            result = self.import_data(dataset, use_transactions=True, rollback_on_validation_errors=True)
        if result.base_errors:
            raise TableError(f"没有导入：{result.base_errors[0].error}")
        return self._finished(result)

    def _finished(self, result):
        for row in result.rows:
            self.problems += [
                Problem(row.line, "", f"没有保存，它和别的内容冲突（{error.error}）。")
                for error in row.errors
            ]
        self.problems.sort(key=lambda problem: problem.line)
        return result

    def prepare(self, dataset, *, lock: bool):
        self._name_columns(dataset)
        headers, rows = dataset.headers[1:], dataset.dict
        known = {field.column_name for field in self.fields.values()} | READ_ONLY
        if unknown := [name for name in headers if name not in known]:
            raise TableError(
                f"不认识的列名：{'、'.join(unknown)}。列名要和模板的第一行一样；用不到的列请整列删掉。"
            )
        if not (usable := self.matcher.usable(headers)):
            raise TableError(f"表格里要有{self.matcher.wanted()}，才知道每一行是哪一条。")
        self.matcher.keys = usable
        self.matcher.load(rows, lock=lock)
        self.doubles = self.matcher.doubles(rows)
        self._check_new_rows(rows, headers)

    def _name_columns(self, dataset):
        """Columns may also be called as in the code (title, published_date), as files of programs have them."""
        labels = names_of([field.column for field in self.fields.values()])
        dataset.headers = [labels.get(name, name) for name in dataset.headers]
        if double := {name for name in dataset.headers if dataset.headers.count(name) > 1}:
            raise TableError(f"列名重复：{'、'.join(sorted(double))}。每个列名只能有一列。")

    def _check_new_rows(self, rows, headers):
        missing = [
            field.column_name
            for field in self.fields.values()
            if field.column.is_required and field.column_name not in headers
        ]
        new = self.matcher.new_lines(rows) if missing else []
        if new:
            shown = "、".join(new[:8]) + (f" 等 {len(new)}" if len(new) > 8 else "")
            raise TableError(f"表格缺少必填的列：{'、'.join(missing)}。第 {shown} 行是新增的内容，必须填写。")

    def after_import(self, dataset, result, dry_run=False, **kwargs):
        """What all rows have together. Not what the library does here: it would set the sequences back under others' feet."""
        if dry_run:
            return
        for kind, sign in ((RowResult.IMPORT_TYPE_NEW, "+"), (RowResult.IMPORT_TYPE_UPDATE, "~")):
            saved = [row.instance for row in rows_of(result, kind)]
            write_history(self._meta.model, saved, sign, user=self.user, reason=REASON)
        write_links(self.links)

    # --- one row

    def import_row(self, row, instance_loader, **kwargs):
        self.changes: list[Change] = []
        self.many: dict[str, list[int]] = {}
        result = super().import_row(row, instance_loader, **kwargs)
        result.line, result.changes = row[LINE], self.changes
        result.was_public = getattr(result.instance, "status", "") == Publishable.Status.PUBLISHED
        if result.validation_error:
            self.problems += self._problems(row[LINE], result.validation_error)
        return result

    def _problems(self, line, error):
        named = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for attribute, texts in named.items():
            yield from (Problem(line, self.labels.get(attribute, ""), text) for text in texts)

    def get_or_init_instance(self, instance_loader, row):
        if row[LINE] in self.doubles:
            raise ValidationError(f"和第 {self.doubles[row[LINE]]} 行是同一条，只能留一行。")
        try:
            found = self.matcher.match(row)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return (found, False) if found else (self._meta.model(), True)

    def after_init_instance(self, instance, new, row, **kwargs):
        if not new and not self.may_change(instance):
            raise ValidationError(LOCKED)
        self.before = {} if new else {name: field.value_in(instance) for name, field in self.fields.items()}

    def import_instance(self, instance, row, **kwargs):
        """Give the instance what the row says and note what that changes."""
        errors = {}
        for name, field in self.fields.items():
            if field.column_name not in row:
                continue
            try:
                value = field.clean(row, zone_id=getattr(instance, "zone_id", None))
            except ValueError as error:
                errors[field.attribute] = ValidationError(str(error))
                continue
            if value is not KEEP:
                self._give(instance, name, field, value)
            elif field.column.is_required and not instance.pk:
                errors[field.attribute] = ValidationError("必填，不能空着。")
        if not instance.pk and "slug" in self.fields and not instance.slug:
            named = getattr(instance, "name_zh_hans", None) or getattr(instance, "title_zh_hans", None) or ""
            instance.slug = slug_from(named)
        if not instance.pk:
            self.complete(instance, row)
        if errors:
            raise ValidationError(errors)

    def _give(self, instance, name, field, value):
        old = self.before.get(name)
        if value == old or (value in NOTHING and old in NOTHING):
            return
        if field.column.is_many:
            self.many[name] = value
        else:
            setattr(instance, field.attribute, value)
        self.changes.append(Change(field.column_name, field.shown(old), field.shown(value)))

    def skip_row(self, instance, original, row, import_validation_errors=None):
        return not import_validation_errors and bool(instance.pk) and not self.changes

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """full_clean, less the look-ups of foreign keys that the vocabularies have just answered."""
        errors = dict(import_validation_errors or {})
        if self.is_checked and not errors:
            return
        relations = {field.name for field in instance._meta.fields if field.is_relation}
        wrong = {field.column.base for field in self.fields.values() if field.attribute in errors} | set(
            errors
        )
        checks = (
            lambda: instance.clean_fields(exclude=relations | wrong | {"version"}),
            instance.clean,
            lambda: instance.validate_unique(exclude=wrong),
            lambda: self.constraints.validate(instance, wrong),
        )
        for check in checks:
            try:
                check()
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def before_save_instance(self, instance, row, **kwargs):
        instance.skip_history_when_saving = True  # their records are written together, in after_import
        if isinstance(instance, Publishable) and instance.pk:
            instance.version += 1

    def save_m2m(self, instance, row, dry_run=False, **kwargs):
        if dry_run:
            return
        for name, keys in self.many.items():
            if self.before:
                getattr(instance, name).set(keys)
            else:
                self.links += links_of(instance, name, keys)

    # --- what it comes to

    @staticmethod
    def plan(result) -> str:
        """A digest of all that a result adds and changes: the same plan, the same digest."""
        digest = hashlib.sha256()
        for row in result.rows:
            digest.update(repr((row.line, row.import_type, row.changes)).encode())
        return digest.hexdigest()


def resource_for(model, columns, matcher, **options) -> TableResource:
    meta = {
        "fields": (),  # made of `columns`
        "report_skipped": True,
        "skip_diff": True,  # the library's comparison copies every row; `changes` is what people read
        "store_instance": True,
    }
    made = modelresource_factory(model, resource_class=TableResource, meta_options=meta)
    return made(columns, matcher, **options)


def rows_of(result, kind) -> list[RowResult]:
    return [row for row in result.rows if row.import_type == kind]
