// The contents of a long text: the current part is marked, and the way back to them opens them where they are folded.
const contents = document.querySelector("#contents");
const links = new Map([...(contents?.querySelectorAll("a") ?? [])].map((link) => [link.hash.slice(1), link]));
const parts = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);

function mark(id) {
  for (const [other, link] of links) {
    if (other !== id) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "location");
      showIn(link.closest(".reading__side"), link);
    }
  }
}

// Scrolls the column of the contents alone: scrollIntoView would move the page under the reader.
function showIn(column, link) {
  if (!column || column.scrollHeight <= column.clientHeight) return;
  const place = link.getBoundingClientRect(), frame = column.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom) column.scrollTop += place.top - frame.top - frame.height / 3;
}

// The last part that begins above a line a little below where a link to it would bring it.
function follow() {
  mark(parts.findLast((part) => part.getBoundingClientRect().top <= 96)?.id);
}

if (parts.length) {
  let asked = 0;
  addEventListener("scroll", () => { asked ||= requestAnimationFrame(() => { asked = 0; follow(); }); }, { passive: true });
  follow();
}

document.querySelector("[data-contents]")?.addEventListener("click", () => {
  contents.querySelector("details").open = true;
});
