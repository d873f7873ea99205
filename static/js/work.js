// Long work: the page looks again every other second, and is drawn anew when the work is done.
// Without this its link does.

const EVERY = 2000;

async function look() {
  const shown = document.querySelector("[data-work]");
  if (!shown) return;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "work" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-work]");
    if (!answer.ok || !now) {
      location.reload();
      return;
    }
    for (const name of ["value", "max"]) {
      const said = now.querySelector("progress").getAttribute(name);
      if (said !== null) shown.querySelector("progress").setAttribute(name, said);
    }
    shown.querySelector(".work__text").textContent = now.querySelector(".work__text").textContent;
  } catch {
    // The network is away: try again.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
