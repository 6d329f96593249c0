// Suggestions below a search field: the combobox of ARIA's authoring practices. Without it the form works as it is.
const WAIT = 150;

function combobox(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, request, active = -1;
  Object.assign(list, { id: `${input.id}-list`, className: "suggestions", hidden: true, role: "listbox", ariaLabel: input.dataset.suggestLabel });
  Object.assign(status, { className: "visually-hidden", role: "status" });
  Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", list.id);
  input.after(list, status);

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.ariaExpanded = "false";
    point(-1);
  }

  function point(to) {
    active = to;
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === to)));
    if (to < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options()[to].id);
  }

  function choose(option) {
    input.value = option.firstChild.textContent;
    close();
    input.form.requestSubmit();
  }

  function show(found) {
    list.replaceChildren(...found.map(({ text, kind, lang }, place) => {
      const option = document.createElement("li");
      const name = Object.assign(document.createElement("span"), { textContent: text, lang });
      Object.assign(option, { id: `${list.id}-${place}`, role: "option", className: "suggestions__option" });
      option.append(name, Object.assign(document.createElement("small"), { textContent: kind }));
      return option;
    }));
    point(-1);
    list.hidden = !found.length;
    input.ariaExpanded = String(found.length > 0);
    status.textContent = found.length ? input.dataset.suggestCount.replace("{n}", found.length) : "";
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    try {
      const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(input.value)}`, { signal: request.signal });
      if (response.ok && document.activeElement === input) show((await response.json()).suggestions);
    } catch { /* given up, or out of reach: the form still works */ }
  }

  function typed() {
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, WAIT);
    else close();
  }

  input.addEventListener("input", (event) => { if (!event.isComposing) typed(); });
  input.addEventListener("compositionend", typed);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && active >= 0 && !list.hidden) choose(options()[active]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      point(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    } else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());  // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

document.querySelectorAll("[data-suggest]").forEach(combobox);
