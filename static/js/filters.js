// Finder: the same form and links, answered without a page load. The address is kept, the count is announced.
const form = document.querySelector("[data-finder]");
const parts = () => [...form.querySelectorAll("[data-swap]")];
let request;

async function show(address, { push = true } = {}) {
  request?.abort();
  request = new AbortController();
  const list = form.querySelector('[data-swap="list"]');
  list.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: request.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (push) history.pushState(null, "", address);
    swap(page);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  } finally {
    list.removeAttribute("aria-busy");
  }
}

function swap(page) {
  const focused = document.activeElement;
  const again = focused?.name && `[name="${focused.name}"]${focused.type === "checkbox" ? `[value="${CSS.escape(focused.value)}"]` : ""}`;
  for (const part of parts()) {
    const fresh = page.querySelector(`[data-swap="${part.dataset.swap}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
  if (focused.isConnected) return;
  const next = (again && form.querySelector(again)) || form.querySelector('[data-swap="count"]');
  next.focus({ preventScroll: true });
}

function asked() {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value && !(name === "area_unit" && value === "m2")) query.append(name, value);
  }
  return form.getAttribute("action") + (query.size ? `?${query}` : "");
}

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(asked());
  });
  form.addEventListener("change", (event) => {
    if (event.target.form === form && event.target.matches('[type="checkbox"], select')) show(asked());
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest('[data-swap] a[href]:not([data-load])');
    if (!link || link.origin !== location.origin || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href);
  });
  addEventListener("popstate", () => show(location.href, { push: false }));
}
