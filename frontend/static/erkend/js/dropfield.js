/**
 * Drop or paste a file on components/file_field.html. A pasted text (the JSON of a badge, or its address) goes to the text
 * field named by data-text-target. data-submit-at-once sends the form when a file came in.
 */
function enhance(field) {
  const input = field.querySelector("input[type=file]");
  const chosen = field.querySelector("[data-dropfield-chosen]");
  const hint = field.querySelector("[data-dropfield-hint]");
  if (hint) hint.hidden = false;

  function show() {
    const names = [...input.files].map((file) => file.name).join(", ");
    if (chosen) chosen.textContent = names && `${field.dataset.textChosen} ${names}`;
    if (names && "submitAtOnce" in field.dataset) input.form.requestSubmit();
  }

  function take(files) {
    const kept = new DataTransfer();
    for (const file of input.multiple ? files : [files[0]]) kept.items.add(file);
    input.files = kept.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    field.addEventListener(name, (event) => {
      event.preventDefault();
      field.classList.add("drop-field--over");
    });
  }
  field.addEventListener("dragleave", (event) => {
    if (!field.contains(event.relatedTarget)) field.classList.remove("drop-field--over");
  });
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    field.classList.remove("drop-field--over");
    if (event.dataTransfer.files.length) take([...event.dataTransfer.files]);
  });

  document.addEventListener("paste", (event) => {
    if (event.target.closest?.("input:not([type=file]), textarea, [contenteditable]")) return;
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) {
      event.preventDefault();
      take(files);
      return;
    }
    const target = document.getElementById(field.dataset.textTarget ?? "");
    const text = event.clipboardData?.getData("text") ?? "";
    if (target && text) {
      event.preventDefault();
      target.value = text;
      target.focus();
    }
  });
}

document.querySelectorAll("[data-dropfield]").forEach(enhance);
