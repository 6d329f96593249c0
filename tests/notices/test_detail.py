"""/notices/<id>/ and its attachments."""

import json
import re
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import TestCase

from notices.models import Attachment, Issuer, Notice
from portal.templatetags.ui import phrases
from tests.factories import make_award, make_notice, make_policy, make_source, make_user


def json_ld(response):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode())
    return json.loads(found[1]) if found else None


class NoticeTests(TestCase):
    def test_the_facts_stand_at_the_head(self):
        notice = make_notice(
            pk=71,
            title="关于印发办法的通知",
            written_date=date(2022, 6, 27),
            published_date=date(2022, 7, 1),
            doc_number="沈政办发〔2022〕9号",
            region="沈阳市",
        )
        response = self.client.get("/notices/71/")
        self.assertContains(response, '<time datetime="2022-06-27">2022年6月27日</time>', html=True)
        self.assertContains(response, '<time datetime="2022-07-01">2022年7月1日</time>', html=True)
        for words in ("沈政办发〔2022〕9号", "沈阳市", notice.issuer.name, notice.category.name):
            self.assertContains(response, words)
        self.assertContains(response, "关于印发<wbr>办法的<wbr>通知")

    def test_the_address_of_the_original_says_when_it_was_fetched(self):
        notice = make_notice(source_url="https://www.example.gov.cn/1.html", fetched_on=date(2026, 11, 20))
        self.assertContains(self.client.get(f"/notices/{notice.pk}/"), "取得原文：2026-11-20")

    def test_a_long_title_may_break_before_its_kind(self):
        self.assertEqual(phrases("生猪良种补贴项目实施方案"), "生猪良种补贴项目<wbr>实施方案")

    def test_what_the_source_leaves_out_is_said(self):
        make_notice(pk=71)
        response = self.client.get("/notices/71/")
        self.assertContains(
            response,
            "原文未注明：文号、体裁、适用地区、公开方式、成文日期、施行日期、失效日期、索引号、登记号。",
        )

    def test_the_page_says_whether_it_is_the_text_a_digest_or_neither(self):
        for kind, body, words in (
            ("full", "<p>文</p>", "全文：照原文刊登。"),
            ("digest", "<p>文</p>", "摘要：由本站根据原文编写，以原文为准。"),
            ("missing", "", "正文缺失：来源没有提供正文，请向发文机关查询。"),
        ):
            with self.subTest(kind):
                notice = make_notice(body_kind=kind, body=body)
                self.assertContains(self.client.get(f"/notices/{notice.pk}/"), words)

    def test_the_table_of_contents_leads_to_the_parts(self):
        make_notice(pk=71, body="<h2>一、目标</h2><h3>第1条 对象</h3><p>甲</p>")
        response = self.client.get("/notices/71/")
        self.assertContains(response, '<a href="#pt-1">一、目标</a>', html=True)
        self.assertContains(response, '<a href="#art-1">第1条 对象</a>', html=True)
        self.assertContains(response, 'id="art-1"')

    def test_neighbours_by_date_skip_what_is_not_published(self):
        make_notice(pk=71, title="老", published_date=date(2020, 1, 1))
        make_notice(pk=72, title="草稿", published_date=date(2020, 6, 1), status="draft")
        make_notice(pk=73, title="中", published_date=date(2021, 1, 1))
        make_notice(pk=74, title="同日", published_date=date(2021, 1, 1))
        response = self.client.get("/notices/73/")
        self.assertEqual(response.context["older"].pk, 71)
        self.assertEqual(response.context["newer"].pk, 74)
        self.assertNotContains(response, "草稿")
        self.assertIsNone(self.client.get("/notices/74/").context["newer"])

    def test_related_policies_are_the_published_ones(self):
        notice = make_notice(pk=71)
        make_policy(title="办法政策", slug="banfa", notice=notice)
        make_policy(title="哨兵政策", notice=notice, status="draft")
        response = self.client.get("/notices/71/")
        self.assertContains(response, '<a href="/policies/banfa/">办法政策</a>', html=True)
        self.assertNotContains(response, "哨兵")

    def test_a_related_policy_shows_its_sums_with_links_into_the_text(self):
        notice = make_notice(pk=71, body="<p>第六条　支持集聚区。</p>")
        policy = make_policy(notice=notice)
        make_award(policy=policy, clause="第6条", beneficiary="集聚区", amount=10000000, rule="capped")
        make_award(policy=policy, clause="第7条", beneficiary="平台", amount=50000)
        response = self.client.get("/notices/71/")
        self.assertContains(response, '<li><a href="#art-6">第6条</a><span>集聚区</span>')
        self.assertContains(response, "<li><span>第7条</span><span>平台</span>")
        self.assertContains(response, "1,000 <small>万元</small>")
        self.assertContains(response, "2 项奖补条款")
        sample = make_policy(notice=notice, source=make_source(kind="sample"))
        make_award(policy=sample, clause="第8条", beneficiary="哨兵")
        self.assertNotContains(self.client.get("/notices/71/"), "哨兵")

    def test_the_citation_is_plain_text_in_the_reader_s_language(self):
        issuer = Issuer.objects.create(name="市政府", name_en="City", slug="city")
        known = {"written_date": date(2022, 6, 27), "doc_number": "沈政办发〔2022〕9号"}
        make_notice(
            pk=71, title="办法", title_en="Measures", issuer=issuer, published_date=date(2022, 7, 1), **known
        )
        make_notice(pk=72, title="公示", issuer=issuer, published_date=date(2022, 7, 1))
        site = "http://127.0.0.1:8000"
        for path, words in {
            "/notices/71/": f"《办法》（沈政办发〔2022〕9号），市政府，2022年6月27日，{site}/notices/71/",
            "/notices/72/": f"《公示》，市政府，2022年7月1日发布，{site}/notices/72/",
            "/en/notices/71/": f"“Measures” (沈政办发〔2022〕9号), City, 27 June 2022, {site}/en/notices/71/",
        }.items():
            with self.subTest(path):
                html = self.client.get(path).content.decode()
                cited = re.search(r"<p data-citation>(.*?)</p>", html, re.DOTALL)[1]
                self.assertEqual(re.sub(r"<[^>]+>", "", cited), words)

    def test_drafts_and_unknown_numbers_are_404(self):
        make_notice(pk=71, status="draft")
        for address in ("/notices/71/", "/notices/72/", "/notices/99999999999999999999999/"):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_structured_data_tells_what_is_known_and_nothing_of_a_sample(self):
        make_notice(
            pk=71, title="甲</script>", written_date=date(2022, 6, 27), published_date=date(2022, 7, 1)
        )
        told = json_ld(self.client.get("/notices/71/"))
        self.assertEqual(told["@type"], "Legislation")
        self.assertEqual(told["name"], "甲</script>")
        self.assertEqual(told["legislationDate"], "2022-06-27")
        self.assertEqual(told["url"], "http://127.0.0.1:8000/notices/71/")
        self.assertNotIn("legislationIdentifier", told)
        make_notice(pk=72, source=make_source(kind="sample"))
        self.assertIsNone(json_ld(self.client.get("/notices/72/")))

    def test_chinese_text_on_an_english_page_says_its_language(self):
        make_notice(pk=71)
        self.assertContains(self.client.get("/en/notices/71/"), 'class="prose prose--text" lang="zh"')

    def test_the_qr_code_is_there_without_inline_style(self):
        make_notice(pk=71)
        html = self.client.get("/notices/71/").content.decode()
        self.assertIn('<div class="qr"><svg', html)
        self.assertNotIn("style=", html)


class AttachmentTests(TestCase):
    def attach(self, title="申报表.pdf", content=b"%PDF-1.7 sentinel", **notice):
        attachment = Attachment(notice=make_notice(**notice), title=title)
        attachment.file.save("x.pdf", ContentFile(content))
        return attachment

    def test_a_file_is_handed_out_as_a_download_that_may_run_nothing(self):
        attachment = self.attach()
        response = self.client.get(f"/notices/{attachment.notice_id}/attachments/{attachment.pk}/")
        self.assertEqual(b"".join(response.streaming_content), b"%PDF-1.7 sentinel")
        self.assertEqual(response["Content-Type"], "application/pdf")
        self.assertIn(
            "attachment; filename*=utf-8''%E7%94%B3%E6%8A%A5%E8%A1%A8.pdf", response["Content-Disposition"]
        )
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertEqual(response["Content-Security-Policy"], "sandbox; default-src 'none'")

    def test_the_page_says_type_and_size_or_that_there_is_no_file(self):
        attachment = self.attach()
        Attachment.objects.create(notice=attachment.notice, title="承诺书.doc")
        response = self.client.get(f"/notices/{attachment.notice_id}/")
        self.assertContains(response, f'href="/notices/{attachment.notice_id}/attachments/{attachment.pk}/"')
        self.assertContains(response, "PDF 17")
        self.assertContains(response, "来源未提供文件", count=1)

    def test_a_file_is_kept_apart_from_public_media(self):
        attachment = self.attach()
        self.assertIn("/private/attachments/", attachment.file.path)
        self.assertTrue(attachment.file.url.startswith("/admin/"), "behind its door")
        self.assertEqual(self.client.get(f"/media/{attachment.file.name}").status_code, 404)

    def test_an_unpublished_notice_has_no_files_for_anybody(self):
        attachment = self.attach(status="draft")
        address = f"/notices/{attachment.notice_id}/attachments/{attachment.pk}/"
        self.assertEqual(self.client.get(address).status_code, 404)
        self.client.force_login(make_user())
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_the_address_of_another_notice_or_of_no_file_is_404(self):
        attachment, other = self.attach(), make_notice()
        empty = Attachment.objects.create(notice=other, title="承诺书.doc")
        for address in (f"{other.pk}/attachments/{attachment.pk}", f"{other.pk}/attachments/{empty.pk}"):
            self.assertEqual(self.client.get(f"/notices/{address}/").status_code, 404)

    def test_a_file_that_the_storage_lost_is_404_and_said_on_the_page(self):
        attachment = self.attach()
        attachment.file.storage.delete(attachment.file.name)
        self.assertEqual(self.client.get(attachment.get_absolute_url()).status_code, 404)
        self.assertContains(self.client.get(f"/notices/{attachment.notice_id}/"), "来源未提供文件")


@pytest.mark.django_db
def test_queries_do_not_grow_with_attachments_and_policies(client, django_assert_num_queries):
    notice = make_notice()
    for rows in (1, 20):
        for number in range(rows):
            Attachment.objects.create(notice=notice, title=f"附件{number}")
            make_award(policy=make_policy(notice=notice))
        client.get(f"/notices/{notice.pk}/")
        with django_assert_num_queries(9):
            client.get(f"/notices/{notice.pk}/")
    assert Notice.objects.count() == 1
