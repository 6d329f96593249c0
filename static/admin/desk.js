/* Beside unfold's frame: language tabs say 中文 and 英文 and mark what is empty, the editor's buttons and the calendar
   speak Chinese, and a chosen picture is shown before it is uploaded. Libraries draw their parts when they like, so
   changes are watched. */
const WORDS = {
  "zh-hans": "中文", en: "英文", paragraph: "正文", Paragraph: "正文", "Heading 2": "一级标题", "Heading 3": "二级标题",
  "Heading 4": "三级标题", "unordered list": "项目列表", "ordered list": "编号列表", blockquote: "引用", bold: "粗体",
  italic: "斜体", subscript: "下标", superscript: "上标", "insert link": "插入链接", "remove link": "取消链接",
  "Insert table": "插入表格", "Add column": "增加一列", "Delete column": "删除这一列", "Add row": "增加一行",
  "Delete row": "删除这一行", "Merge cells": "合并单元格", "Split cell": "拆分单元格",
  "Toggle header cell": "设为表头", "Delete table": "删除表格", undo: "撤销", redo: "重做",
  Yes: "是", No: "否",
};

function translate(element) {
  for (const name of ["title", "aria-label"]) {
    const word = WORDS[element.getAttribute(name)];
    if (word) element.setAttribute(name, word);
  }
  const word = element.childElementCount === 0 && !element.matches(".material-icons") && WORDS[element.textContent.trim()];
  if (word) element.textContent = word;
}

function markTab(tab) {
  const field = document.querySelector(tab.querySelector("a").getAttribute("href"))?.querySelector("input, textarea");
  tab.classList.toggle("is-empty", Boolean(field) && field.value.replace(/<[^>]*>/g, "").trim() === "");
}

// 十月 2024 → 2024年十月
function putYearFirst(caption) {
  const [, month, year] = caption.textContent.match(/^(\S+) (\d{4})$/) ?? [];
  if (year) caption.textContent = `${year}年${month}`;
}

// The nine fields of 裁切时保留 lie over the picture that they are about: the stored one, else the one just chosen.
function layGrid(first) {
  const grid = first.parentElement.parentElement.parentElement;
  if (grid.classList.contains("desk-grid")) return;
  grid.classList.add("desk-grid");
  showBehind(grid);
}

function showBehind(grid) {
  const part = grid.closest(".module, .inline-related, fieldset, form");
  const shown = part?.querySelector("img.desk-chosen") ?? part?.querySelector(".desk-preview img");
  if (shown) grid.style.backgroundImage = `url("${shown.currentSrc || shown.src}")`;
}

let waiting = false;
function refresh() {
  waiting = false;
  document.querySelectorAll(".prose-menubar *, dialog[open] option, .ui-tabs-nav a, #modeltranslation-main-switch option")
    .forEach(translate);
  document.querySelectorAll(".ui-tabs-nav li").forEach(markTab);
  document.querySelectorAll(".calendar caption").forEach(putYearFirst);
  document.querySelectorAll('.desk-focus[value="top-left"]').forEach(layGrid);
}

addEventListener("DOMContentLoaded", () => {
  if (window.CalendarNamespace) CalendarNamespace.daysOfWeekInitial = [..."日一二三四五六"];   // Django's Chinese has M, T, W
  refresh();
  new MutationObserver(() => {
    if (!waiting) requestAnimationFrame(refresh);
    waiting = true;
  }).observe(document.body, { childList: true, subtree: true });
});

addEventListener("input", ({ target }) => {
  const panel = target.closest(".ui-tabs-panel");
  if (panel) markTab(document.querySelector(`.ui-tabs-nav a[href="#${panel.id}"]`).parentElement);
});

addEventListener("change", ({ target }) => {
  if (!target.matches('input[type="file"][accept^="image/"]') || !target.files.length) return;
  const place = target.closest("div.grow.relative") ?? target.closest("form");
  const shown = place.querySelector("img.desk-chosen") ?? place.appendChild(new Image());
  shown.className = "desk-chosen";
  shown.alt = "刚选择的图片";
  shown.src = URL.createObjectURL(target.files[0]);
  document.querySelectorAll(".desk-grid").forEach(showBehind);
});
