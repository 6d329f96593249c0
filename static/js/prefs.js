// Remembers light or dark and large text. Without it the page follows the system.
const root = document.documentElement;

function bind(name, attribute, values) {
  const button = document.querySelector(`[data-pref="${name}"]`);
  if (!button) return;
  const set = (value) => {
    value ? root.setAttribute(attribute, value) : root.removeAttribute(attribute);
    button.setAttribute("aria-pressed", String(Boolean(value) && value === values.at(-1)));
  };
  let stored = "";
  try { stored = localStorage.getItem(name) ?? ""; } catch { /* storage refused: keep the default */ }
  set(stored);
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = values[(values.indexOf(root.getAttribute(attribute) ?? "") + 1) % values.length];
    set(next);
    try { localStorage.setItem(name, next); } catch { /* not kept, still applied */ }
  });
}

const dark = matchMedia("(prefers-color-scheme: dark)").matches;
bind("text", "data-text", ["", "large"]);
bind("theme", "data-theme", ["", dark ? "light" : "dark"]);
