// Draws blocks over a page with a pointer. The numbers in the rows are what is sent; the drawing only shows and fills them.

const form = document.querySelector("[data-cover]");
const SVG = "http://www.w3.org/2000/svg";
const SIDES = ["x", "y", "width", "height"];

const rows = () => [...form.querySelectorAll("[data-cover-row]")];
const field = (row, name) => row.querySelector(`[data-box="${name}"]`);
const isEmpty = (row) => SIDES.every((name) => field(row, name).value === "");

function redraw() {
  for (const page of form.querySelectorAll("[data-cover-page]")) {
    const drawing = page.querySelector("svg");
    drawing.replaceChildren();
    for (const row of rows()) {
      if (isEmpty(row) || row.querySelector('[type="checkbox"]').checked) continue;
      if ((field(row, "page").value || "1") !== page.dataset.coverPage) continue;
      const rect = document.createElementNS(SVG, "rect");
      for (const name of SIDES) rect.setAttribute(name, Number.parseFloat(field(row, name).value) || 0);
      drawing.append(rect);
    }
  }
}

function newRow() {
  const empty = rows().find(isEmpty);
  if (empty) return empty;
  const template = form.querySelector("[data-cover-template]");
  const number = rows().length;
  const row = template.content.cloneNode(true).querySelector("[data-cover-row]");
  for (const part of row.querySelectorAll("[name], [for], [id]")) {
    for (const name of ["name", "id", "for"]) {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replace("box-new", `box-${number}`));
    }
  }
  row.querySelector("legend").textContent = row.querySelector("legend").textContent.replace("·", number + 1);
  template.before(row);
  return row;
}

function place(event, page) {
  const frame = page.getBoundingClientRect();
  const within = (value) => Math.min(100, Math.max(0, value));
  return {
    x: within(((event.clientX - frame.left) / frame.width) * 100),
    y: within(((event.clientY - frame.top) / frame.height) * 100),
  };
}

function follow(page, start) {
  const number = page.dataset.coverPage;
  const drawing = page.querySelector("svg");
  const rect = document.createElementNS(SVG, "rect");
  drawing.append(rect);
  let box = null;
  const move = (event) => {
    const now = place(event, page);
    box = {
      x: Math.min(start.x, now.x),
      y: Math.min(start.y, now.y),
      width: Math.abs(now.x - start.x),
      height: Math.abs(now.y - start.y),
    };
    for (const name of SIDES) rect.setAttribute(name, box[name]);
  };
  const end = () => {
    page.removeEventListener("pointermove", move);
    if (box && box.width > 0.5 && box.height > 0.5) {
      const row = newRow();
      field(row, "page").value = number;
      for (const name of SIDES) field(row, name).value = box[name].toFixed(2);
      const said = form.querySelector("[data-cover-said]");
      said.textContent = said.dataset.textAdded.replace("{number}", rows().indexOf(row) + 1).replace("{page}", number);
    }
    redraw();
  };
  page.addEventListener("pointermove", move);
  page.addEventListener("pointerup", end, { once: true });
  page.addEventListener("pointercancel", end, { once: true });
}

if (form) {
  form.querySelector("[data-cover-hint]").hidden = false;
  for (const page of form.querySelectorAll("[data-cover-page]")) {
    page.addEventListener("pointerdown", (event) => {
      if (!event.isPrimary || event.button !== 0) return;
      event.preventDefault();
      page.setPointerCapture(event.pointerId);
      follow(page, place(event, page));
    });
  }
  form.addEventListener("input", redraw);
  redraw();
}
