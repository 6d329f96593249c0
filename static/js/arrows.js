// A row of links marked data-arrows: the arrow keys move the focus along it, Home and End to its ends.
for (const row of document.querySelectorAll("[data-arrows]")) {
  row.addEventListener("keydown", (event) => {
    const links = [...row.querySelectorAll("a")];
    const here = links.indexOf(document.activeElement);
    const next = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: links.length - 1 }[event.key];
    if (next === undefined || here < 0) return;
    event.preventDefault();
    links.at(next % links.length).focus();
  });
}
