"""A table of a notice reads on a phone: each cell knows its column."""

from notices.tables import with_column_labels

HEAD = "<thead><tr><th>条</th><th>上限</th></tr></thead>"


def test_each_cell_gets_the_name_of_its_column():
    table = f"<table>{HEAD}<tbody><tr><td>第1条</td><td>100万元</td></tr></tbody></table>"
    labelled = '<tr><td data-label="条">第1条</td><td data-label="上限">100万元</td></tr>'
    assert (
        with_column_labels(f"<p>前</p>{table}") == f"<p>前</p><table>{HEAD}<tbody>{labelled}</tbody></table>"
    )


def test_a_table_with_spans_or_without_headings_stays():
    for table in (
        f'<table>{HEAD}<tbody><tr><td colspan="2">合</td></tr></tbody></table>',
        "<table><tbody><tr><td>甲</td></tr></tbody></table>",
    ):
        assert with_column_labels(table) == table


def test_more_cells_than_headings_and_quotes_in_a_heading_do_no_harm():
    table = '<table><thead><tr><th>a"b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'
    assert '<td data-label="ab">1</td><td data-label="">2</td>' in with_column_labels(table)
