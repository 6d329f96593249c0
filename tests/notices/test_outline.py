"""The parts of a long text, from the HTML that editors write."""

from hypothesis import given
from hypothesis import strategies as st

from notices.outline import Heading, outlined

PIECES = [
    "<h2>甲</h2>",
    "<h3>乙</h3>",
    "<p>丙</p>",
    "<ul><li><h3>丁</h3></li></ul>",
    "<table><tr><td>1</td></tr></table>",
]


def link(anchor, place):
    return f'<a class="part-link" href="#{anchor}" data-place="“{place}”" aria-label="链接：{place}"></a>'


def test_sections_and_articles_get_addresses_in_order():
    text = outlined("<p>引言</p><h2>一</h2><h3>对象</h3><p>甲</p><h3>标准</h3><h2>二</h2>")
    assert text.outline == [
        Heading("p1", "一", [Heading("p1-1", "对象"), Heading("p1-2", "标准")]),
        Heading("p2", "二"),
    ]
    assert text.html == (
        '<div class="prose__part"><p>引言</p></div>'
        f'<section class="prose__part" id="p1" aria-labelledby="p1-h"><h2 id="p1-h">一</h2>{link("p1", "一")}'
        f'<article class="article" id="p1-1" aria-labelledby="p1-1-h"><h3 id="p1-1-h">对象</h3>{link("p1-1", "对象")}<p>甲</p></article>'
        f'<article class="article" id="p1-2" aria-labelledby="p1-2-h"><h3 id="p1-2-h">标准</h3>{link("p1-2", "标准")}</article></section>'
        f'<section class="prose__part" id="p2" aria-labelledby="p2-h"><h2 id="p2-h">二</h2>{link("p2", "二")}</section>'
    )


def test_a_heading_is_read_without_its_markup_and_written_escaped():
    text = outlined("<h2>甲 <strong>&lt;b&gt;</strong> &amp; 乙 &#20057;</h2>")
    assert text.outline == [Heading("p1", "甲 <b> & 乙 乙")]
    assert "<strong>&lt;b&gt;</strong> &amp; 乙 &#20057;</h2>" in text.html


def test_a_heading_inside_a_list_or_a_table_is_not_a_part():
    text = outlined("<ul><li><h2>甲</h2></li></ul><table><tr><td><h3>乙</h3></td></tr></table>")
    assert text.outline == []
    assert "<section" not in text.html


def test_articles_before_any_section_stand_alone():
    text = outlined("<p>引言</p><h3>对象</h3><p>甲</p>")
    assert text.outline == [Heading("p0-1", "对象")]
    assert text.html.startswith('<div class="prose__part"><p>引言</p><article')


def test_a_table_gets_a_frame_that_scrolls_and_takes_the_focus():
    assert outlined("<table><caption>表</caption></table>").html == (
        '<div class="prose__part"><div class="prose__table" tabindex="0" role="region" aria-labelledby="t1">'
        '<table id="t1"><caption>表</caption></table></div></div>'
    )


def test_an_empty_body_has_no_parts():
    assert outlined("").html == ""
    assert outlined("").outline == []


@given(st.lists(st.sampled_from(PIECES)))
def test_every_address_is_given_once_and_every_frame_is_closed(pieces):
    text = outlined("".join(pieces))
    anchors = [heading.anchor for part in text.outline for heading in (part, *part.children)]
    assert len(set(anchors)) == len(anchors)
    assert all(f'id="{anchor}"' in text.html for anchor in anchors)
    for tag in ("section", "article", "div"):
        assert text.html.count(f"<{tag} ") == text.html.count(f"</{tag}>")
