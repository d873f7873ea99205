// The error summary takes the focus, so that it is read first and its links are one press away.

document.querySelector("[data-focus]")?.focus();

// A link of the summary focuses the field, not only scrolls to it.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const frame = field.closest(".field") ?? field;
  frame.scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
});
