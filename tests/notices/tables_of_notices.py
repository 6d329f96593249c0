"""Files of generated notices for imports, some rows of them broken."""

import json

from notices.sample_texts import sample_notices
from tests.desk.tables import csv_of, xlsx_of

COLUMNS = {
    "标题": "title",
    "发文机关": "issuer",
    "文号": "doc_number",
    "成文日期": "written_date",
    "发布日期": "published_date",
    "主题分类": "category",
    "一句话摘要": "summary",
    "正文": "body",
}
BREAKS = (  # column, what is written there, what the reason must say
    ("标题", "", "标题：必填"),
    ("发布日期", "去年", "应填日期"),
    ("发布日期", "2011-01-01", "发布日期不能早于成文日期"),
    ("文号", "#" + "号" * 61, "不超过 60 字符"),
    ("主题分类", "类" * 61, "主题分类：没有"),
    ("来源", "没有的来源", "来源：没有"),
    ("标题", "长" * 201, "不超过 200 字符"),
)


def rows_of(count: int, *, source: str, every=0, seed=7):
    """(rows by column name, {line in a table: what its reason must say}): each `every`th row is broken."""
    rows, broken = [], {}
    for place, notice in enumerate(sample_notices(count, seed)):
        row = {label: notice[name] for label, name in COLUMNS.items()} | {"来源": source}
        row["成文日期"] = row["成文日期"] or row["发布日期"]
        row["发文机关"] = "示例办公室"  # making hundreds of offices is not what imports are about
        row = {label: str(value) for label, value in row.items()}
        if every and place % every == every - 1:
            column, value, said = BREAKS[len(broken) % len(BREAKS)]
            row[column] = value.replace("#", str(place))
            broken[place + 2] = said
        rows.append(row)
    return rows, broken


def csv_file(rows) -> bytes:
    return csv_of(list(rows[0]), [list(row.values()) for row in rows])


def xlsx_file(rows) -> bytes:
    return xlsx_of(list(rows[0]), [list(row.values()) for row in rows])


def jsonl_file(rows) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
