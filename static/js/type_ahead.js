// A field that asks its page while somebody types: what the page would show is put in its place.
// Enter and the button lead to the page itself, which is all there is without a script.

const WAIT = 150; // Milliseconds after the latest key.

/** Let `field` ask `address` for each text, and hand the answered page to `show`. */
export function askAsTyped(field, address, show) {
  let timer = 0;
  let asked = 0;

  async function ask() {
    const mine = (asked += 1);
    try {
      const question = `${address}?${new URLSearchParams({ [field.name]: field.value })}`;
      const answer = await fetch(question, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine === asked) show(page); // Else a later question has been asked.
    } catch {
      // Enter still leads to the page, which says what is wrong.
    }
  }
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
}

/** Let the arrow keys go between a field and the links of its hits; return whether one was used. */
export function stepThrough(event, field, links) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
  const stops = [field, ...links];
  const next = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (!stops.includes(document.activeElement) || !stops[next]) return false;
  event.preventDefault();
  stops[next].focus();
  return true;
}
