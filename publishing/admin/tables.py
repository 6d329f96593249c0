"""Tables into the admin: the template to fill in, a dry run, and the import that was confirmed."""

from collections.abc import Callable, Iterable

from django import forms
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from import_export.results import RowResult
from unfold.widgets import UnfoldAdminFileFieldWidget

from publishing.audit import Action, record_rows
from publishing.models import Publishable
from publishing.tables import export, reading, resource
from publishing.tables.columns import TableField, columns_of
from publishing.tables.kept import KeptTable
from publishing.tables.matching import Matcher
from publishing.tables.relations import has_field
from publishing.tables.template import template

from .exports import ExportAdmin, download

MOST_SHOWN = 200  # rows of one kind on the page of the dry run
BUSY = "现在有别的导入或保存正在进行，没有导入。请过一分钟再试。"
GONE = "预览已经过期，或者您又上传了别的表格。没有导入；请重新上传。"
STALE = "您预览之后，网站上的内容有了变化。没有导入；请核对下面新的预览，再确认一次。"


class UploadForm(forms.Form):
    table = forms.FileField(
        label="要导入的表格",
        help_text="XLSX、CSV（UTF-8、GB18030）或 JSONL（每行一个对象），不超过 5 MB、5000 行。",
        widget=UnfoldAdminFileFieldWidget({"accept": ".xlsx,.csv,.jsonl"}),
        error_messages={"required": "请选择要上传的表格。", "empty": "这个文件是空的，请重新选择。"},
    )

    def clean_table(self):
        upload = self.cleaned_data["table"]
        if upload.size > reading.LARGEST_FILE:
            raise forms.ValidationError("文件超过 5 MB，请分成几个文件导入。")
        if not upload.name.lower().endswith((".xlsx", ".csv", ".jsonl")):
            raise forms.ValidationError(
                "只接受 .xlsx、.csv 和 .jsonl 文件；别的格式请在 Excel 或 WPS 里另存为 .xlsx。"
            )
        return upload


class TablesAdmin(ExportAdmin):
    """What is exported can be changed and imported again. Columns are the fields of the form, less its pictures.

    `table_keys`: what names a row, the surest first; by default its address, else its name, within its zone.
    `table_folds`: field → function that makes one of two spellings of its value, where rows are looked for.
    """

    table_keys: list[tuple[str, ...]] | None = None
    table_folds: dict[str, Callable] = {}
    doubts_note = ""  # what becomes of doubtful rows

    def get_urls(self):
        opts = self.model._meta
        view = self.admin_site.admin_view(self.template_view)
        name = f"{opts.app_label}_{opts.model_name}_import_template"
        return [path("import/template/", view, name=name), *super().get_urls()]

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def table_fields(self):
        """Names of the fields that the table has: those of the form, a translated one by its plain name."""
        fields = map(self.model._meta.get_field, flatten_fieldsets(self.fieldsets or []))
        return list(dict.fromkeys(getattr(field, "translated_field", field).name for field in fields))

    def columns(self):
        return columns_of(self.model, self.table_fields())

    def keys(self):
        if self.table_keys:
            return self.table_keys
        zone = ("zone",) if has_field(self.model, "zone") else ()
        name = "name" if has_field(self.model, "name") else "title"
        if not has_field(self.model, "slug"):
            return [(*zone, name)]
        is_unique = self.model._meta.get_field("slug").unique
        return [("slug",) if is_unique else (*zone, "slug"), (*zone, name)]

    def export_table(self, rows):
        return export.table_of(self.model, self.columns(), rows)

    def matcher(self, columns) -> Matcher:
        return Matcher(self.model, self.keys(), [TableField(column) for column in columns], self.table_folds)

    def _resource(self, request):
        columns = self.columns()
        return resource.resource_for(
            self.model,
            columns,
            self.matcher(columns),
            user=request.user,
            may_change=lambda row: self.has_change_permission(request, row),
            complete=self.complete_row,
        )

    def complete_row(self, instance, row):
        """Called with each new instance that a row of the table was given to, before it is checked."""

    def doubts_about(self, rows) -> Iterable[resource.Problem]:
        """What is doubtful about rows that an import would save, for its preview; they can be imported all the same."""
        return ()

    def after_import(self, saved) -> str:
        """Called in the transaction of an import with what it saved; a sentence for whoever imported, or ""."""
        return ""

    def template_view(self, request):
        if not self.has_import_permission(request):
            raise PermissionDenied
        headers, values = self.export_table(self.model._default_manager.order_by("pk")[:1])
        example = {}
        for row in values:
            example = dict(zip(headers, row, strict=True)) | {"网址标识": ""}
        title = self.model._meta.verbose_name
        return download(template(self.columns(), example), f"{title}-导入模板.xlsx")

    def import_action(self, request, **kwargs):
        """The upload, and after it what the table would add and change. Nothing is written yet."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method != "POST" or not form.is_valid():
            return self._import_page(request, form)
        content, tables = form.cleaned_data["table"].read(), self._resource(request)
        try:
            dataset = reading.read_table(content)
            result = tables.try_out(dataset)
        except reading.TableError as error:
            form.add_error("table", str(error))
            return self._import_page(request, form)
        if not tables.problems:
            KeptTable(request.user, self.model).save(content)
        return self._import_page(request, UploadForm(), **self._preview(tables, result, dataset))

    def process_import(self, request, **kwargs):
        """The confirmed import, if it does exactly what was shown."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(self.list_address("import"))
        kept = KeptTable(request.user, self.model)
        content = kept.read()
        if content is None:
            messages.error(request, GONE)
            return HttpResponseRedirect(self.list_address("import"))
        try:
            dataset = reading.read_table(content)
            tables, result, is_done = self._carry_out(request, dataset)
        except reading.TableError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self.list_address("import"))
        except OperationalError:
            messages.error(request, BUSY)
            return HttpResponseRedirect(self.list_address("import"))
        if not is_done:
            messages.warning(request, STALE)
            return self._import_page(request, UploadForm(), **self._preview(tables, result, dataset))
        kept.remove()
        added, changed = result.totals[RowResult.IMPORT_TYPE_NEW], result.totals[RowResult.IMPORT_TYPE_UPDATE]
        draft = "新增的都是草稿，请检查后提交审核。" if added and issubclass(self.model, Publishable) else ""
        messages.success(request, f"导入完成：新增 {added} 条，修改 {changed} 条。{draft}{result.note}")
        return HttpResponseRedirect(self.list_address())

    def _carry_out(self, request, dataset):
        """(resource, its result, whether it was saved): checked first, then written in one short transaction."""
        wanted = request.POST.get("plan")
        tables = self._resource(request)
        result = tables.try_out(dataset)
        if tables.problems or tables.plan(result) != wanted:
            return tables, result, False
        tables = self._resource(request)
        with transaction.atomic():
            result = tables.carry_out(dataset)
            is_done = not tables.problems and tables.plan(result) == wanted
            if is_done:
                self._log(request, result)
                result.note = self.after_import([row.instance for row in result.rows if row.changes])
            else:
                transaction.set_rollback(True)
        return tables, result, is_done

    def _log(self, request, result):
        """Every row in both logs, as one by one: AuditedAdmin and the admin's own."""
        for kind, flag, action in (
            (RowResult.IMPORT_TYPE_NEW, ADDITION, Action.ADDED),
            (RowResult.IMPORT_TYPE_UPDATE, CHANGE, Action.CHANGED),
        ):
            rows = [(row.instance, notes_on(row)) for row in resource.rows_of(result, kind)]
            record_rows(request, action, rows)
            LogEntry.objects.log_actions(
                request.user.pk, [row for row, _note in rows], flag, change_message=resource.REASON
            )

    def _preview(self, tables, result, dataset):
        added = resource.rows_of(result, RowResult.IMPORT_TYPE_NEW)
        changed = resource.rows_of(result, RowResult.IMPORT_TYPE_UPDATE)
        doubts = [] if tables.problems else list(self.doubts_about([*added, *changed]))
        return {
            "is_preview": True,
            "doubts": doubts[:MOST_SHOWN],
            "doubts_note": self.doubts_note,
            "doubtful_rows": len({doubt.line for doubt in doubts}),
            "problems": tables.problems[:MOST_SHOWN],
            "bad_rows": len({problem.line for problem in tables.problems}),
            "added": added[:MOST_SHOWN],
            "changed": changed[:MOST_SHOWN],
            "number_added": len(added),
            "number_changed": len(changed),
            "unchanged": result.totals[RowResult.IMPORT_TYPE_SKIP],
            "live": [row for row in changed if row.was_public],
            "number": len(dataset),
            "examples": int(dataset.title),
            "plan": tables.plan(result),
        }

    def _import_page(self, request, form, **context):
        named = self.admin_site.each_context(request) | {
            "title": f"导入：{self.model._meta.verbose_name}",
            "opts": self.model._meta,
            "form": form,
            "columns": self.columns(),
            "has_status": issubclass(self.model, Publishable),
            "most_shown": MOST_SHOWN,
            "template_address": self.list_address("import_template"),
            "import_address": self.list_address("import"),
            "confirm_address": self.list_address("process_import"),
            "change_list": self.list_address(),
        }
        return TemplateResponse(request, "admin/import.html", named | context)


def notes_on(row) -> str:
    """What the audit log says of an imported row: for a changed one, which columns."""
    labels = "、".join(change.label for change in row.changes)
    return (
        f"{resource.REASON}：{labels}" if row.import_type == RowResult.IMPORT_TYPE_UPDATE else resource.REASON
    )
