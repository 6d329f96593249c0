"""What a government text numbers, and the addresses that follow from it."""

import re
from html.parser import HTMLParser

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from notices.articles import Kind, Mark, label_of, mark_of, number_of, place_of
from notices.outline import outlined
from publishing.fields import clean_rich_text


@pytest.mark.parametrize(
    ("numeral", "number"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("七十七", 77), ("一百零三", 103), ("二〇二二", 2022), ("６", 6), ("12", 12)],
)  # fmt: skip
def test_numerals_are_read(numeral, number):
    assert number_of(numeral) == number


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("第一编 总则", Kind.PART, "1"),
        ("第一章　总则", Kind.CHAPTER, "1"),
        ("第 十二 章总则", Kind.CHAPTER, "12"),
        ("第二节 登记", Kind.SECTION, "2"),
        ("第六条　为了发展，制定本办法。", Kind.ARTICLE, "6"),
        ("第６条 聚集区建设", Kind.ARTICLE, "6"),
        ("第六条之一 奖励。", Kind.ARTICLE, "6.1"),
        ("七十七、施行。", Kind.POINT, "77"),
        ("（二）对象。养殖场。", Kind.SUB, "2"),
        ("(二) 对象", Kind.SUB, "2"),
        ("3. 公共配套", Kind.NUMBER, "3"),
        ("附件2", Kind.ANNEX, "2"),
        ("附件：", Kind.ANNEX, ""),
    ],
)
def test_a_paragraph_begins_with_its_number(text, kind, number):
    mark = mark_of(text)
    assert (mark.kind, mark.number) == (kind, number)
    assert text.startswith(mark.words.rstrip("："))


@pytest.mark.parametrize(
    "text",
    [
        "第六条规定的奖励由区财政承担。",
        "第六条、第七条所列项目除外。",
        "第三章规定的程序不适用于这一类事项，由主管部门另行制定办法并报市政府备案后施行。",
        "第一，要加强领导。",
        "2022年6月27日",
        "3.5亿元以上的项目",
        "附件：1.申报表 2.承诺书",
        "一定要做到",
        "第1款",
        "",
    ],
)
def test_a_paragraph_that_only_cites_or_counts_has_no_number(text):
    assert mark_of(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("第1款", Kind.CLAUSE), ("第5项 专利导航", Kind.ITEM), ("Article 12 Fees", Kind.ARTICLE), ("附件1 申报表", Kind.ANNEX)],
)  # fmt: skip
def test_headings_are_read_more_freely(text, kind):
    assert mark_of(text, is_heading=True).kind == kind


def test_the_contents_name_the_title_or_the_beginning():
    for text, label in {
        "一、依据。宪法和组织法。": "一、依据",
        "第一条　为了促进发展，根据法律，制定本办法。": "第一条 为了促进发展…",
        "第六条": "第六条",
        f"第七条 {'长' * 40}": f"第七条 {'长' * 18}…",
        f"第八条 {'长' * 17}“引”{'长' * 40}": f"第八条 {'长' * 17}…",
    }.items():
        assert label_of(text, mark_of(text)) == label


def test_a_place_is_cited_as_the_text_numbers_it_and_in_english_as_english_does():
    chapter, article = Mark(Kind.CHAPTER, "2", "第二章"), Mark(Kind.ARTICLE, "6", "第六条")
    point, sub = Mark(Kind.POINT, "3", "三、"), Mark(Kind.SUB, "2", "（二）")
    assert place_of([chapter, article, sub]) == "第六条（二）"
    assert place_of([chapter]) == "第二章"
    assert place_of([point, sub]) == "“三、（二）”"
    assert place_of([Mark(Kind.ANNEX, "1", "附件1"), chapter, article]) == "附件1第六条"
    with override("en"):
        assert place_of([chapter, article, sub]) == "Article 6 (2)"
        assert place_of([point, sub]) == "Part 3 (2)"


def contents(html):
    def lines(headings, depth=0):
        for heading in headings:
            yield f"{'  ' * depth}{heading.anchor} {heading.text}"
            yield from lines(heading.children, depth + 1)

    return list(lines(outlined(html).outline))


PASTED = """<p>各区、县（市）人民政府：</p><p>现将办法印发给你们。</p><p>　　第一章　总则</p>
<p>　　第一条　为了促进发展，制定本办法。</p><p>第二条　有下列情形之一的，不予支持：</p><p>（一）甲；</p><p>（二）乙。</p>
<p>第二条规定的情形由主管部门认定。</p><p>第二章 支持<br>第三条 支持甲，<br>和乙。<br>第四条 支持丙。</p>
<p>附件1</p><p>第一条 附件的第一条。</p>"""


def test_bare_paragraphs_pasted_from_a_document_become_parts():
    assert contents(PASTED) == [
        "chap-1 第一章　总则".replace("　", " "),
        "  art-1 第一条 为了促进发展…",
        "  art-2 第二条 有下列情形之一的…",
        "chap-2 第二章 支持",
        "  art-3 第三条 支持甲…",
        "  art-4 第四条 支持丙",
        "annex-1 附件1",
        "  annex-1-art-1 第一条 附件的第一条",
    ]
    html = outlined(PASTED).html
    assert '<h2 id="chap-1-h">第一章　总则</h2>' in html
    assert '<article class="article" id="art-2-2"><p>（二）乙。' in html
    assert "<p><b>第三条</b> 支持甲，<br>和乙。" in html


def test_points_and_their_titled_subsections_stand_in_the_contents():
    assert contents(
        "<p>一、总体要求</p><p>（一）指导思想。以人民为中心。</p><p>（二）甲；</p><p>二、任务</p><p>1. 甲</p>"
    ) == ["art-1 一、总体要求", "  art-1-1 （一）指导思想", "art-2 二、任务"]


def test_arabic_numbers_count_only_where_nothing_higher_exists():
    assert contents("<p>1. 甲</p><p>2. 乙</p>") == ["no-1 1. 甲", "no-2 2. 乙"]


def test_points_above_articles_and_points_within_an_article():
    assert contents("<p>一、支持</p><p>第1条 甲。</p><p>二、保障</p><p>第2条 乙。</p>") == [
        "pt-1 一、支持",
        "  art-1 第1条 甲",
        "pt-2 二、保障",
        "  art-2 第2条 乙",
    ]
    assert contents("<p>第一条 分为：</p><p>一、甲类企业</p><p>第二条 乙。</p>") == [
        "art-1 第一条 分为",
        "  art-1-1 一、甲类企业",
        "art-2 第二条 乙",
    ]


def test_an_edit_before_an_article_does_not_move_its_address():
    before = outlined("<h2>一、目标</h2><h3>第6条 集聚区</h3><p>甲</p><ul><li>（二）乙</li></ul>")
    after = outlined(
        "<p>引言</p><h2>说明</h2><h3>第5条</h3><h2>一、目标</h2><h3>第6条 集聚区</h3><p>（一）甲</p><p>（二）乙</p>"
    )
    for text in (before, after):
        assert text.anchor_of("第6条") == text.anchor_of("Article 6") == "art-6"
        assert 'id="art-6-2"' in text.html


def test_links_by_place_that_were_shared_before_still_lead_there():
    html = outlined("<h2>一、目标</h2><h3>第6条 集聚区</h3>").html
    assert (
        '<article class="article" id="art-6" aria-labelledby="art-6-h"><span class="old-anchor" id="p1-1">'
        in html
    )
    assert 'id="p1"' in html


def test_what_a_text_numbers_twice_has_two_addresses():
    html = "<h2>第一章 甲</h2><p>一、乙</p><h2>第二章 丙</h2><p>一、丁</p><p>一、戊</p>"
    assert contents(html) == [
        "chap-1 第一章 甲",
        "  art-1 一、乙",
        "chap-2 第二章 丙",
        "  chap-2-art-1 一、丁",
        "  art-1_2 一、戊",
    ]


WORDS = [
    "第一条 甲。", "第二条", "第一章 乙", "一、丙", "二、丁。戊。", "（一）己；", "(二) 庚", "1. 辛", "附件1", "第一节 壬", "癸",
    "　　", "&amp;", "&lt;b&gt;", "&#8195;", " ",
]  # fmt: skip
TAGS = [
    "h1", "h2", "h3", "h4", "p", "p", "p", "br", "strong", "em", "blockquote", "ul", "ol", "li", "a", "table", "caption",
    "thead", "tr", "th", "td", "div", "script",
]  # fmt: skip
HTML = st.recursive(
    st.sampled_from(WORDS),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>" if tag != "br" else "<br>",
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


class Read(HTMLParser):
    """Text and ids of an HTML; fails where an element is closed that is not the innermost open one."""

    def __init__(self, html):
        super().__init__()
        self.text, self.ids, self.open = "", [], []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


@given(st.lists(HTML, max_size=12).map("".join))
def test_no_text_is_lost_no_id_given_twice_and_every_part_is_closed(html):
    clean = clean_rich_text(html)
    text = outlined(clean)
    read = Read(text.html)
    assert re.sub(r"\s", "", read.text) == re.sub(r"\s", "", Read(clean).text)
    assert len(set(read.ids)) == len(read.ids)
    listed = [line.split()[0] for line in contents(clean)]
    assert set(listed) <= set(read.ids)
    assert set(text.places.values()) <= set(read.ids)
