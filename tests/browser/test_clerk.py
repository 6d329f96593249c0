"""The walk of the office: a clerk who has never seen an admin, and the colleague who approves.

Each step leaves a picture. With CLERK_PICTURES=docs/pictures/editing they become the pictures of docs/editing.md.
"""

import os
import re
import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import expect

from .site import running_site, sign_in

pytestmark = pytest.mark.browser
PASSWORD = "cedar-river-morning-7"
PEOPLE = f"""
from django.contrib.auth.models import Group
from accounts.models import User
for name, shown, role in (("li", "李明", "编辑"), ("wang", "王芳", "审批")):
    user = User(username=name, name=shown, is_staff=True)
    user.set_password("{PASSWORD}")
    user.save()
    user.groups.add(Group.objects.get(name=role))
"""
FROM_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><h1 style="mso-outline-level:1">一、申报条件</h1>
<p class="MsoNormal" style="font-family:仿宋;color:red"><b>注册地</b>在本开发区的企业。<o:p></o:p></p>
<table class="MsoTableGrid" style="border:1px solid"><tr><td width="90">项目</td><td>上限</td></tr>
<tr><td>设备投资</td><td><span lang="EN-US" style="font-size:16pt">100</span>万元</td></tr></table>
<script>alert(1)</script></body></html>
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory, demo):
    """A site that asks its staff for a second factor, and for a second pair of eyes."""
    settings = {"STAFF_MFA": "1", "ALLOW_SELF_APPROVAL": "0"}
    with running_site(tmp_path_factory.mktemp("office"), demo, **settings) as site:
        site.manage("shell", "-c", PEOPLE)
        yield site


class Desk:
    """One person at the admin, in a browser of their own."""

    def __init__(self, browser, site, name, album):
        self.page = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
        self.troubles = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.page.url} {error.stack}"))
        self.site, self.name, self.album = site, name, album

    def enter(self):
        """Sign in, set the second factor up, keep the recovery codes, arrive at the start page."""
        sign_in(self.page, self.site, self.name, PASSWORD)
        self.go("/admin/")
        secret = self.page.inner_text(".factor__key")
        self.page.fill("input[name=code]", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
        self.page.click("main form button[type=submit]")
        assert self.page.locator(".codes code").count() == 10
        self.page.click("main a[href$='/admin/']")

    def go(self, path):
        self.page.goto(self.site.url + path)

    def open_row(self, path, words):
        self.go(f"{path}?q={words}")
        self.page.click(f"#result_list a:has-text('{words}')")

    def choose(self, field, words):
        """Pick a row in a field that searches while one types."""
        self.page.click(f"#id_{field} + .select2 .select2-selection")
        self.page.keyboard.type(words)
        self.page.click(f".select2-results__option:has-text('{words}')")
        expect(self.page.locator(f"#id_{field} + .select2 .select2-selection")).to_contain_text(words)

    def press(self, words):
        self.page.click(f"#submit-row :is(button, a):text-is('{words}')")

    def told(self) -> str:
        self.page.wait_for_load_state()  # a click has waited for the answer, not for the whole of it
        return self.page.inner_text("#main")

    def picture(self, name):
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=self.album / f"{name}.png")


@pytest.fixture(scope="module")
def album(tmp_path_factory):
    """Where the pictures land; at the end they become WebP files in CLERK_PICTURES, where that is set."""
    folder = tmp_path_factory.mktemp("pictures")
    yield folder
    if kept := os.environ.get("CLERK_PICTURES"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        for path in sorted(folder.glob("*.png")):
            Image.open(path).convert("RGB").save(Path(kept) / f"{path.stem}.webp", quality=80, method=6)


@pytest.fixture(scope="module")
def clerk(browser, office, album):
    desk = Desk(browser, office, "li", album)
    desk.enter()
    return desk


@pytest.fixture(scope="module")
def approver(browser, office, album):
    desk = Desk(browser, office, "wang", album)
    desk.enter()
    return desk


@pytest.fixture(scope="module")
def photos(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    for name, colour in (("east", "#8fb3a1"), ("hall", "#c9c2b0")):
        Image.new("RGB", (1600, 1000), colour).save(folder / f"{name}.jpg")
    return folder


def the_clerk_signs_in_with_a_second_factor_and_sees_what_waits(clerk):
    assert "示例数据" in clerk.told()
    clerk.picture("1-desk")


def a_published_enterprise_is_corrected_by_proposal(clerk, approver, page, office):
    clerk.open_row("/admin/zones/enterprise/", "奥钢联")
    clerk.page.fill("#id_summary_zh_hans", "世界500强企业，在沈阳国际汽车零部件产业园设厂。")
    clerk.picture("3-enterprise")
    clerk.press("提交修改，等待审核")
    assert "已提交对“奥钢联”的修改" in clerk.told()
    reader = f"{office.url}/zones/xuesong/enterprises/voestalpine/"
    page.goto(reader)
    assert "产业园设厂" not in page.inner_text("main")
    approver.go("/admin/")
    approver.page.click("#content a:has-text('待审核的修改：企业')")
    approver.page.click("#content a:has-text('奥钢联')")
    assert "产业园设厂" in approver.told()
    approver.page.click("button:text-is('采纳并立即生效')")
    page.goto(reader)
    assert "产业园设厂" in page.inner_text("main")


def a_plant_with_two_pictures_is_written_and_submitted(clerk, photos):
    page = clerk.page
    clerk.go("/admin/zones/plant/add/")
    clerk.choose("zone", "沈阳雪松")
    page.fill("#id_name_zh_hans", "七号厂房")
    page.fill("#id_area", "5200")
    page.fill("#id_clear_height", "9.5")
    clerk.choose("source", "沈阳雪松经济开发区招商门户原页")
    for number, (name, alt) in enumerate((("east", "东立面"), ("hall", "厂房内景"))):
        page.click("#pictures-group a:has-text('添加')")
        page.set_input_files(f"#id_pictures-{number}-upload", photos / f"{name}.jpg")
        page.fill(f"#id_pictures-{number}-alt_zh_hans", alt)
        page.fill(f"#id_pictures-{number}-credit_zh_hans", "本单位拍摄")
    page.locator("#pictures-group").scroll_into_view_if_needed()
    clerk.picture("4-plant")
    clerk.press("保存并提交审核")
    assert "“七号厂房”已提交审核" in clerk.told()


def a_notice_is_pasted_from_word_and_its_table_survives(clerk):
    page = clerk.page
    clerk.go("/admin/notices/notice/add/")
    page.fill("#id_title_zh_hans", "关于申报设备投资补助的通知")
    clerk.choose("issuer", "沈阳市人民政府办公室")
    page.fill("#id_published_date", "2026-05-06")
    clerk.choose("category", "数字经济")
    page.evaluate(
        """html => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/html", html);
          document.querySelector("#tab_id_body_zh_hans [contenteditable=true]")
            .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        FROM_WORD,
    )
    clerk.choose("source", "沈阳雪松经济开发区招商门户原页")
    page.locator("#tab_id_body_zh_hans [contenteditable=true]").scroll_into_view_if_needed()
    clerk.picture("5-notice")
    clerk.press("保存并提交审核")
    assert "已提交审核" in clerk.told()
    clerk.open_row("/admin/notices/notice/", "关于申报设备投资补助的通知")
    saved = page.input_value("#id_body_zh_hans")
    assert "<table>" in saved and "设备投资" in saved and "<strong>注册地</strong>" in saved
    assert not re.search(r"Mso|style=|<script|<h1|<o:p", saved)


def the_approver_returns_it_with_a_reason_and_the_clerk_corrects_it(clerk, approver):
    approver.go("/admin/")
    approver.page.click("#content a:has-text('待审核的公告')")
    approver.page.click("#result_list a:has-text('关于申报设备投资补助的通知')")
    approver.press("退回")
    approver.page.fill("[name=reason]", "请写明申报截止日期")
    approver.page.click("form button:text-is('退回')")
    assert "已退回" in approver.told()
    clerk.open_row("/admin/notices/notice/", "关于申报设备投资补助的通知")
    assert "请写明申报截止日期" in clerk.told()
    clerk.picture("6-returned")
    clerk.page.fill("#id_summary_zh_hans", "6月30日前申报")
    clerk.press("提交审核")
    assert "已提交审核" in clerk.told()


def the_approver_approves_and_schedules_it(approver, page, office):
    approver.open_row("/admin/notices/notice/", "关于申报设备投资补助的通知")
    approver.press("通过并发布")
    approver.page.fill("[name=publish_at_0]", "2999-01-01")
    approver.page.fill("[name=publish_at_1]", "08:00")
    approver.picture("7-approve")
    approver.page.click("form button:text-is('通过并发布')")
    assert "到定下的时间自动公开" in approver.told()
    page.goto(f"{office.url}/notices/?q=设备投资补助")
    assert "关于申报设备投资补助的通知" not in page.inner_text("main ul, main .empty")


def the_history_shows_all_and_one_field_is_restored(approver):
    approver.open_row("/admin/notices/notice/", "关于申报设备投资补助的通知")
    approver.page.click("a[href*='/history/']")
    told = approver.told()
    for words in (
        "新增",
        "提交审核",
        "退回",
        "请写明申报截止日期",
        "6月30日前申报",
        "通过并发布",
        "李明",
        "王芳",
    ):
        assert words in told, words
    approver.picture("8-history")
    approver.page.click("tr:has-text('新增') a:has-text('与现在对比')")
    approver.page.check("input[value=summary_zh_hans]")
    approver.page.click("button:has-text('恢复勾选的项目')")
    assert approver.page.input_value("#id_summary_zh_hans") == ""
    assert approver.troubles == []


COLUMNS = ["开发区", "企业名称", "所属赛道", "来源", "员工数（人）"]
SOURCE = "沈阳雪松经济开发区招商门户原页"
BAD = {
    11: {"所属赛道": "没有这个赛道"},
    42: {"企业名称": ""},
    77: {"员工数（人）": "很多"},
    103: {"开发区": "别的开发区"},
    150: {"来源": "没有这个来源"},
    199: {"员工数（人）": "-5"},
}


def enterprises(path, bad):
    """A workbook of 200 enterprises; the rows in `bad`, counted as Excel counts them, hold what cannot be."""
    book = Workbook()
    book.active.append(COLUMNS)
    for line in range(2, 202):
        row = dict(
            zip(COLUMNS, ["沈阳雪松经济开发区", f"入园企业{line}", "汽车零部件", SOURCE, line], strict=True)
        )
        book.active.append([(row | bad.get(line, {}))[name] for name in COLUMNS])
    book.save(path)
    return path


def upload(desk, path):
    desk.go("/admin/zones/enterprise/import/")
    desk.page.set_input_files("input[type=file]", path)
    desk.page.click("button:text-is('上传并预览')")


def figure(desk, kind):
    return int(desk.page.inner_text(f".desk-figure:has-text('{kind}') b"))


def two_hundred_enterprises_come_in_or_none_and_a_second_time_nothing_changes(clerk, tmp_path):
    upload(clerk, enterprises(tmp_path / "bad.xlsx", BAD))
    clerk.picture("9-import")
    told = clerk.told()
    assert figure(clerk, "有问题") == 6
    assert all(f"第 {line} 行" in told for line in BAD)
    assert clerk.page.locator("button:text-is('确认导入')").count() == 0
    clerk.go("/admin/zones/enterprise/?q=入园企业")
    assert "入园企业2" not in clerk.told()
    upload(clerk, enterprises(tmp_path / "good.xlsx", {}))
    assert figure(clerk, "新增") == 200
    clerk.page.click("button:text-is('确认导入')")
    assert "新增 200 条" in clerk.told()
    upload(clerk, tmp_path / "good.xlsx")
    assert (figure(clerk, "新增"), figure(clerk, "修改"), figure(clerk, "不变")) == (0, 0, 200)
    assert clerk.troubles == []


def test_the_walk_of_the_clerk_and_the_approver(clerk, approver, page, office, photos, tmp_path):
    """One test, for each step stands on the one before."""
    the_clerk_signs_in_with_a_second_factor_and_sees_what_waits(clerk)
    a_published_enterprise_is_corrected_by_proposal(clerk, approver, page, office)
    a_plant_with_two_pictures_is_written_and_submitted(clerk, photos)
    a_notice_is_pasted_from_word_and_its_table_survives(clerk)
    the_approver_returns_it_with_a_reason_and_the_clerk_corrects_it(clerk, approver)
    the_approver_approves_and_schedules_it(approver, page, office)
    the_history_shows_all_and_one_field_is_restored(approver)
    two_hundred_enterprises_come_in_or_none_and_a_second_time_nothing_changes(clerk, tmp_path)
