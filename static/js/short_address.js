// A GET form whose empty fields stay out of the address, so that a result can be passed on as a short link.
for (const form of document.querySelectorAll("[data-short-address]")) {
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}
