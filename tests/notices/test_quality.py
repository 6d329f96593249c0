"""The gate at the way in: what is doubtful about a notice is found, and waits for a decision."""

import random

import pytest

from notices.fingerprints import read_stale, stale
from notices.likeness import NEAR, bands_of, likeness, plain_text, runs_of
from notices.models import Concern, Notice
from notices.quality import findings_about, keep_concerns
from notices.regions import elsewhere
from notices.residue import is_navigation
from notices.sample_texts import sample_notices
from tests.factories import make_concern, make_notice, make_zone

HOME = "沈阳市苏家屯区"
# The text that the source page prints under 关于沈北新区2025年发展新型集体经济项目入库实施方案的公示, shortened.
LINKS = (
    "链接: 中国中央政府网站 国防部 国家发展和改革委员会 教育部 科学技术部 工业和信息化部 国家民族事务委员会 公安部 民政部 "
    "司法部 财政部 人力资源社会保障部 海关总署 国家税务总局 国家体育总局 国务院研究室 国家互联网信息办公室 新华通讯社 "
    "中国社会科学院 国家新闻出版署(国家版权局) 中央国家机关网站| 北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 "
    "新疆生产建设兵团 沈阳市人民政府网站 省市政府网站| 和平区人民政府 沈河区人民政府 苏家屯区人民政府 新民市人民政府 "
    "辽中区人民政府 法库县人民政府 康平县人民政府 沈阳市各区县政府网站"
)
HEAD = "<p>首页 政务公开 政策文件 当前位置 打印 关闭 来源：市政府办公室 浏览次数</p>"


def kinds(notice):
    return [finding.kind for finding in findings_about([notice])]


def test_a_list_of_links_is_no_text_and_a_notice_is_one():
    assert is_navigation(LINKS)
    assert is_navigation("".join(f"<li><a href='/'>{name}</a></li>" for name in LINKS.split()))
    assert not any(is_navigation(notice["body"]) for notice in sample_notices(200, seed=7))
    assert not is_navigation("<table><tr><td>甲公司</td><td>乙公司</td></tr></table>" * 10)
    assert not is_navigation("")


@pytest.mark.parametrize("region", ["", "全国", "沈阳市", "苏家屯区", "辽宁省", "辽宁省沈阳市浑南区", "沈阳"])
def test_a_notice_for_the_zone_s_district_city_province_or_country_is_at_home(region):
    assert elsewhere(region, home=HOME) == ""


@pytest.mark.parametrize(
    ("region", "why"),
    [
        ("大连市", "在辽宁省，不在沈阳市"),
        ("山东省", "不在沈阳市"),
        ("海城市", "看不出"),
        ("郑州市", "在河南省"),
    ],
)
def test_another_city_or_province_and_an_unknown_county_are_asked_about(region, why):
    assert why in elsewhere(region, home=HOME)


def test_a_county_is_known_by_its_own_text_and_by_what_readers_already_see():
    assert elsewhere("新民市", home=HOME)
    assert not elsewhere("新民市", home=HOME, text="根据沈阳市2024年生猪良种补贴项目实施方案")
    assert not elsewhere("新民市", home=HOME, known=frozenset(["新民市"]))


def test_copies_are_told_from_other_notices_with_room_between():
    """Measured on 2,000 notices: unlike ones have up to 0.21, copies with a change every hundred letters 0.83 and more."""
    draw = random.Random(7)
    texts = [text for n in sample_notices(120, seed=7) if len(text := plain_text(n["body"])) >= 300]
    runs = [runs_of(text) for text in texts]
    copies = ["".join(c for c in text if draw.random() > 0.01) for text in texts]
    degrees = [likeness(one, runs_of(copy)) for one, copy in zip(runs, copies, strict=True)]
    assert min(degrees) > 0.8
    shared = [
        set(bands_of(one)) & set(bands_of(runs_of(copy))) for one, copy in zip(runs, copies, strict=True)
    ]
    assert all(shared), "every copy is among those compared"
    unlike = [likeness(*draw.sample(runs, 2)) for _ in range(2000)]
    assert max(unlike) < NEAR / 2


@pytest.mark.django_db
class TestFindings:
    @pytest.fixture
    def bodies(self):
        return [n["body"] for n in sample_notices(30, seed=7) if len(plain_text(n["body"])) > 300]

    def test_a_copy_with_the_head_of_a_site_around_it_is_found_and_names_the_original(self, bodies):
        original, _another = make_notice(body=bodies[0]), make_notice(body=bodies[1])
        copy = make_notice(body=HEAD + bodies[0].replace("应当", "应"))
        (found,) = findings_about([copy])
        assert (found.kind, found.other) == ("alike", original)
        assert f"“{original}”（编号 {original.pk}）" in found.note
        assert kinds(original) == ["alike"], "the doubt is about both until it is written down"
        keep_concerns([copy])
        assert kinds(original) == kinds(copy) == []

    def test_two_that_come_together_make_one_doubt_about_the_later(self, bodies):
        pair = [make_notice(body=bodies[0]) for _ in range(2)]
        assert [concern.notice for concern in keep_concerns(pair)] == [pair[1]]

    def test_a_number_counts_however_it_is_written_and_two_numbers_are_two_documents(self, bodies):
        make_notice(doc_number="示政发〔2024〕5号", body=bodies[0])
        assert kinds(make_notice(doc_number="示政发[2024] ５号", body=bodies[1])) == ["same_number"]
        other = make_notice(doc_number="示政发〔2024〕6号", body=bodies[0])
        assert kinds(other) == []

    def test_what_changed_since_it_was_read_is_read_again(self, bodies):
        notice, other = make_notice(body=bodies[0]), make_notice(body=bodies[1])
        assert read_stale() == 2 and not stale().exists()
        other.body = bodies[0]
        other.save()
        assert [row.pk for row in stale()] == [other.pk]
        assert kinds(notice) == ["alike"]

    def test_links_nothing_and_another_region_are_found(self):
        make_zone(region=HOME)
        text = "<p>这是一段足够长的正文，说明本次申报的条件和办法。</p>"
        assert kinds(make_notice(body=f"<p>{LINKS}</p>")) == ["navigation"]
        assert kinds(make_notice(body="", body_kind="missing")) == ["empty"]
        assert kinds(make_notice(body="<p>见附件</p>", region="大连市")) == ["empty", "region"]
        assert kinds(make_notice(body=text, region="沈阳市")) == []

    def test_a_doubt_is_written_down_once_also_after_it_was_decided(self):
        notice = make_notice(body="", body_kind="missing", status="draft")
        keep_concerns([notice])
        keep_concerns([notice])
        assert Concern.objects.count() == 1
        Concern.objects.all().delete()
        make_concern(notice=notice, kind="empty", decision="keep", decided_at=notice.created_at)
        assert keep_concerns([notice]) == []
        assert Notice.objects.get().concerns.waiting().count() == 0
