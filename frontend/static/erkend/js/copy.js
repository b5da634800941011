/** Buttons that copy: data-copy="#field" with data-text-copied. They stay hidden where nothing can be copied. */
import { announce } from "./page.js";

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) continue;
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    button.textContent = button.dataset.textCopied;
    announce(button.dataset.textCopied);
    setTimeout(() => (button.textContent = label), 3000);
  });
}
