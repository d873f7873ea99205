// A form is sent once: a second press of its button does nothing.
// The button stays focusable, and comes back with the page.

const SENT = "data-sent";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" || event.defaultPrevented) return;
  if (form.hasAttribute(SENT)) {
    event.preventDefault();
    return;
  }
  form.setAttribute(SENT, "");
  event.submitter?.setAttribute("aria-disabled", "true");
  // A download or a lost network leaves the page standing: let it try again.
  setTimeout(() => release(form), 8000);
});

function release(form) {
  form.removeAttribute(SENT);
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(`form[${SENT}]`)) release(form);
});
