// Counts one view by a person: once a page view, only when the page is really seen (no prerender, no hidden tab).
const shown = document.querySelectorAll("[data-views]");
const address = [...shown].map((element) => element.dataset.views).find(Boolean);

async function count() {
  const answer = await fetch(address, { method: "POST", credentials: "omit" });
  if (!answer.ok) return;
  const { views } = await answer.json();
  for (const element of shown) element.textContent = views.toLocaleString("en-US");
}

function countWhenSeen() {
  if (document.visibilityState !== "visible") {
    document.addEventListener("visibilitychange", countWhenSeen, { once: true });
    return;
  }
  count().catch(() => { /* not counted; the printed number stays */ });
}

if (address) {
  if (document.prerendering) document.addEventListener("prerenderingchange", countWhenSeen, { once: true });
  else countWhenSeen();
}
