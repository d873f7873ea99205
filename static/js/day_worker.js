// The service worker of a host's pages: it keeps one page, the host's day, for when there is no
// network. Every other page under /host/ is then answered by it. What it kept goes when its person
// signs out (Clear-Site-Data, and js/day.js), when the server no longer lets them in, and when the
// days it tells of are over.

const CACHE = "arena-day";
const DAY = "/host/day";
const PATIENCE = 8000; // Milliseconds: a network that has not answered by then counts as none.
const OWN_FILES = /\/static\/[\w./-]+/g;
const NAMED_FILES = /url\(["']?([^"')]+)/g;
const OF_THE_TRANSPORT = ["content-encoding", "content-length"];
const AWAY = new Set([502, 503, 504]); // The server is behind a proxy that does not reach it.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request));
});

addEventListener("message", (event) => {
  const { source } = event;
  if (event.data === "keep") event.waitUntil(keep().then((kept) => kept && source.postMessage("kept")));
});

/** Answer a page from the network, or by the kept day where that is away. */
async function page(event) {
  const fresh = fetch(event.request);
  const answer = await Promise.race([fresh.catch(() => null), after(PATIENCE)]);
  if (answer?.type === "opaqueredirect") event.waitUntil(keep()); // Perhaps to the sign-in page.
  if (answer && !AWAY.has(answer.status)) return answer;
  return (await kept()) ?? answer ?? fresh;
}

/** Answer a stylesheet, script, font or picture; what was kept is still right, by its name. */
async function file(request) {
  return (await caches.match(request.url, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);
}

/** Fetch the day and what it is drawn with; tell whether it is kept now. */
async function keep() {
  let answer;
  try {
    answer = await fetch(DAY, { credentials: "same-origin", redirect: "manual", cache: "no-store" });
  } catch {
    return false;
  }
  if (answer.status >= 500) return false;
  if (!answer.ok) {
    await caches.delete(CACHE);
    return false;
  }
  const headers = new Headers(answer.headers);
  for (const name of OF_THE_TRANSPORT) headers.delete(name);
  // By the clock of the device, whatever it shows.
  headers.set("X-Keep-Until", Date.now() + 1000 * headers.get("X-Keep-Seconds"));
  const html = await answer.text();
  const cache = await caches.open(CACHE);
  const wanted = await drawnWith(cache, html);
  await cache.put(DAY, new Response(html, { headers }));
  wanted.add(new URL(DAY, location.origin).href);
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  return true;
}

/** Keep the files that a page names, and those that its stylesheets name; return their addresses. */
async function drawnWith(cache, html) {
  const wanted = new Set((html.match(OWN_FILES) ?? []).map((path) => new URL(path, location.origin).href));
  for (const url of wanted) {
    const answer = (await cache.match(url)) ?? (await add(cache, url));
    if (!url.endsWith(".css")) continue;
    for (const [, name] of (await answer.text()).matchAll(NAMED_FILES)) {
      if (!name.startsWith("data:")) wanted.add(new URL(name, url).href);
    }
  }
  return wanted;
}

async function add(cache, url) {
  const answer = await fetch(url);
  if (answer.ok) await cache.put(url, answer.clone());
  return answer;
}

/** Return the kept day, saying that it is the kept one; nothing once its days are over. */
async function kept() {
  const answer = await caches.match(DAY, { cacheName: CACHE, ignoreVary: true });
  if (!answer) return undefined;
  if (Date.now() > Number(answer.headers.get("X-Keep-Until"))) {
    await caches.delete(CACHE);
    return undefined;
  }
  const html = await answer.text();
  return new Response(html.replace("hidden data-day-away", "data-day-away"), answer);
}

function after(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, null));
}
