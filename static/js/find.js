// The directory's field: the best hits stand under it while one types.
import { askAsTyped, stepThrough } from "./type_ahead.js";

const form = document.querySelector("[data-find-form]");

function part(name, page = document) {
  return page.querySelector(`[data-find-${name}]`);
}

if (form && part("hits")) {
  const field = form.querySelector("input");
  const empty = part("hits").innerHTML;
  askAsTyped(field, form.action.split("?")[0], (page) => {
    const found = part("hits", page);
    if (!found) return;
    if (field.value.trim()) part("hits").replaceChildren(...document.adoptNode(found).childNodes);
    else part("hits").innerHTML = empty;
    part("status").textContent = field.value.trim() ? part("status", page).textContent : "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field && !part("hits").contains(event.target)) return;
    if (event.key === "Escape" && event.target !== field) {
      event.preventDefault();
      field.focus();
      return;
    }
    stepThrough(event, field, part("hits").querySelectorAll("a"));
  });
}
