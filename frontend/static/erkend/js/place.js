// Takes the moment that a recording is at into the form beside it; without this it can be typed.

const player = document.querySelector("[data-place-player] video, [data-place-player] audio");
const form = document.querySelector("[data-place-form]");

function clock(seconds) {
  const whole = Math.floor(seconds);
  const rest = String(whole % 60).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

if (player && form) {
  form.querySelector("[data-place-buttons]").hidden = false;
  form.addEventListener("click", (event) => {
    const name = event.target.closest("[data-take]")?.dataset.take;
    if (!name) return;
    const field = form.elements[name];
    field.value = clock(player.currentTime);
    field.focus();
  });
}
