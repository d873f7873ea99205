// A host's day is kept on the device for when there is no network, and forgotten at sign-out.

const PAGES = "/host/";

async function keepDay() {
  await navigator.serviceWorker.register(`${PAGES}worker.js`, { scope: PAGES });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage("keep");
}

async function forgetDay() {
  const registration = await navigator.serviceWorker.getRegistration(PAGES);
  await registration?.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}

if ("serviceWorker" in navigator && "caches" in window) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    const note = document.querySelector("[data-day-kept]");
    if (data === "kept" && note) note.hidden = false;
  });
  navigator.serviceWorker.startMessages();
  if (location.pathname.startsWith(PAGES)) keepDay().catch(() => {});
  document.addEventListener("submit", ({ target }) => {
    if (target.matches(".sign-out")) forgetDay().catch(() => {});
  });
}
