"""Notices from a file of any length, chunk by chunk: what is good comes in, what is not goes to a report, nothing is lost.

A chunk is one transaction; after it the report grows and the place is written down, so that an import that was killed
goes on where it stopped. Rows are checked as in the admin (publishing.tables) and pass the same gate (notices.quality).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from itertools import batched
from pathlib import Path

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from import_export.results import RowResult

from publishing.audit import Action, record_command_rows
from publishing.models.base import one_content_change
from publishing.slugs import slug_from
from publishing.tables.columns import names_of
from publishing.tables.reading import TableError
from publishing.tables.resource import READ_ONLY, resource_for, rows_of
from publishing.tables.streaming import Row, TableFile, dataset_of
from publishing.tables.together import write_history

from .import_report import Place, Report
from .models import Issuer, Notice, NoticeCategory
from .quality import keep_concerns

CHUNK = 200  # rows
COMMAND = "import_notices"
ON_IMPORT = "导入时发布"


class NoticeImport:
    """One file. `chunks()` does the work; `totals` counts 新增, 修改, 不变, 有问题 and 待决定.

    Raises TableError where the file as a whole cannot be read. `adds_names`: issuers and subjects that there are none of
    yet are made.
    """

    def __init__(self, path: Path, *, publishes=False, adds_names=False):
        notices = admin.site.get_model_admin(Notice)
        self.table, self.publishes, self.adds_names = TableFile(path), publishes, adds_names
        self.columns, self.complete = notices.columns(), notices.complete_row
        self.matcher = notices.matcher(self.columns)
        self.names = names_of(self.columns)
        self.labels = [column.label for column in self.columns]
        if unknown := self._unknown(self.table.headers):
            raise TableError(
                f"不认识的列名：{'、'.join(unknown)}。列名要和模板的第一行一样；用不到的列请整列删掉。"
            )
        self.place = Place(path)
        self.report = Report(self.table, self.place.report_size)
        self.totals = Counter(self.place.totals)

    def chunks(self) -> Iterator[int]:
        """The number of the line after each chunk."""
        for rows in batched(self.table, CHUNK):
            if rows[-1].line <= self.place.line:
                self._pass(rows)
                continue
            bad = self._import(rows)
            size = self.report.write([(row, bad[row.line]) for row in rows if row.line in bad])
            self.place.keep(line=rows[-1].line, totals=self.totals, report_size=size)
            yield rows[-1].line
        self.place.forget()
        self.report.close()

    def _pass(self, rows):
        """These came in before the import was stopped: only what they mean is noted, for doubles further down."""
        dataset = dataset_of([self._named(row) for row in rows if not row.error], self.labels)
        self.matcher.load(dataset.dict, lock=False)
        self.matcher.doubles(dataset.dict)

    def _unknown(self, headers) -> list[str]:
        return [name for name in headers if name not in self.names and name not in READ_ONLY]

    def _named(self, row: Row) -> Row:
        cells = {self.names[name]: cell for name, cell in row.cells.items() if name in self.names}
        return Row(row.line, cells, row.original)

    def _import(self, rows) -> dict[int, str]:
        """Import a chunk; line → reason of each row that was left out."""
        bad = {row.line: row.error for row in rows if row.error}
        for row in rows:
            if unknown := self._unknown(row.cells):
                bad[row.line] = f"不认识的列名：{'、'.join(unknown)}。"
        named = [self._named(row) for row in rows if row.line not in bad]
        if self.adds_names:
            self._add_names(named)
        checked = self._resource()
        checked.try_out(dataset_of(named, self.labels))
        bad |= reasons(checked.problems)
        while good := [row for row in named if row.line not in bad]:
            problems = self._save(dataset_of(good, self.labels))
            if not problems:
                break
            bad |= reasons(problems)  # what only the database knows; the others are tried again without it
        self.totals["有问题"] += len(bad)
        return bad

    def _resource(self):
        return resource_for(
            Notice,
            self.columns,
            self.matcher,
            user=None,
            may_change=lambda row: True,
            complete=self.complete,
        )

    def _save(self, dataset) -> list:
        """Save all rows in one transaction; after a problem in any of them none, and the problems."""
        resource = self._resource()
        with one_content_change(), transaction.atomic():
            result = resource.carry_out(dataset)
            if resource.problems:
                transaction.set_rollback(True)
                return resource.problems
            added = [row.instance for row in rows_of(result, RowResult.IMPORT_TYPE_NEW)]
            changed = [row.instance for row in rows_of(result, RowResult.IMPORT_TYPE_UPDATE)]
            doubtful = {concern.notice_id for concern in keep_concerns([*added, *changed])}
            if self.publishes:
                publish([notice for notice in added if notice.pk not in doubtful])
            record_command_rows(COMMAND, Action.ADDED, added)
            record_command_rows(COMMAND, Action.CHANGED, changed)
        for row in result.rows:
            self.matcher.remember(row.instance, row.line)
        unchanged = result.totals[RowResult.IMPORT_TYPE_SKIP]
        self.totals.update(新增=len(added), 修改=len(changed), 不变=unchanged, 待决定=len(doubtful))
        return []

    def _add_names(self, rows):
        for column in self.columns:
            if column.field.related_model in (Issuer, NoticeCategory):
                names = {str(row.cells.get(column.label) or "").strip() for row in rows} - {""}
                add_names(column.field.related_model, names, column.widget.vocabulary)


def reasons(problems) -> dict[int, str]:
    """Line → all that is wrong with the row, in one text."""
    found = defaultdict(list)
    for problem in problems:
        found[problem.line].append(f"{problem.label}：{problem.text}" if problem.label else problem.text)
    return {line: "；".join(texts) for line, texts in found.items()}


def publish(notices):
    """What --publish does with new notices that nothing is doubtful about."""
    if notices:
        now = timezone.now()
        keys = [notice.pk for notice in notices]
        Notice.objects.filter(pk__in=keys).update(status=Notice.Status.PUBLISHED, confirmed_at=now)
        for notice in notices:
            notice.status, notice.confirmed_at = Notice.Status.PUBLISHED, now
        write_history(Notice, notices, "~", user=None, reason=ON_IMPORT)


def add_names(model, names, vocabulary):
    """Make rows of these names where there are none; a name that cannot be is left to the check of its row."""
    for name in sorted(names):
        try:
            vocabulary.key_of(name)
        except ValueError:
            row = model(name=name, slug=free_slug(model, name))
            with suppress(ValidationError):
                row.full_clean()
                row.save()
    vocabulary.forget()


def free_slug(model, name) -> str:
    slug, number = slug_from(name, 54), 1
    taken = set(model.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    while (found := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return found
