// Copies the address of an article, or a citation of it or of the whole. Without it the links lead there, and the
// citation can be selected.
const cited = document.querySelector("[data-citation]");
const said = document.querySelector("[data-copied]");
const words = (name) => cited.querySelector(`[data-${name}]`).textContent;

async function copy(text, words) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // refused, or no https
    const field = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  said.textContent = words;
}

const copiedWords = () => document.querySelector("#citation-copied").innerHTML;

function citation(place = "", hash = "") {
  const comma = words("comma");
  return [words("work"), place, words("address") + hash].filter(Boolean).join(comma);
}

function note(link) {
  document.querySelector(".part-copied")?.remove();
  const note = document.querySelector("#part-copied").content.firstElementChild.cloneNode(true);
  const [shown, button] = note.children;
  button.addEventListener("click", async () => {
    await copy(citation(link.dataset.place, link.hash), copiedWords());
    shown.textContent = copiedWords();
    link.focus();
    button.remove();
  });
  link.after(note);
  return shown.textContent;
}

if (cited) {
  for (const link of document.querySelectorAll(".part-link")) {
    link.addEventListener("click", () => copy(words("address") + link.hash, note(link)));
  }
  const whole = document.querySelector("[data-copy-citation]");
  whole.hidden = false;
  whole.addEventListener("click", async () => {
    await copy(citation(), copiedWords());
    whole.lastChild.textContent = copiedWords();
  });
}
