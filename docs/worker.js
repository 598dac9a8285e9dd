/* Reads saved binders without net. It lies at the site's root, so that it also answers for the pages that all
   share, and runs only for those who have asked (assets/offline.js). The files to save, with their hashes, stand
   in the lists that macros/web/offline/saved_files.py writes. Nothing about a reader is stored. */
const ROOT = self.registration.scope;
const CACHE = `parmen ${ROOT} `;
const STATE = "?sparad"; // what was saved stands in the cache under this address, once all of it is there
const WAIT = 3000; // the longest that the net is waited for, in ms
const REST = 600000; // how long a saved binder is not asked about again
const AT_ONCE = 6;
const asked = new Map();
const withoutNet = new Set(); // the windows that got a saved page

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const { does, town, sheets } = event.data;
  const [port] = event.ports;
  const tell = (words) => port.postMessage(words);
  const work = { state: () => readState(town), save: () => save(town, sheets, tell), remove: () => remove(town) }[does];
  if (!work || !/^[a-z0-9-]+$/.test(town)) return;
  event.waitUntil(work().then((state) => tell({ state }), (error) => tell({ fault: error.name })));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(ROOT)) event.respondWith(answer(event));
});

/* A page and all that it loads come from the same place: both from the net, or both saved. */
async function answer(event) {
  const { request, clientId, resultingClientId } = event;
  const isPage = request.mode === "navigate";
  const saved = await find(request.url);
  if (!saved) return isPage ? fetch(request).catch(() => guide(request.url)) : fetch(request);
  if (!isPage && withoutNet.has(clientId)) return saved.copy;
  const net = fetch(request);
  try {
    const response = await Promise.race([net, new Promise((_, late) => setTimeout(late, WAIT))]);
    if (response.status >= 500) throw response;
    if (isPage) event.waitUntil(renew(saved.town).catch(() => {}));
    return response;
  } catch {
    net.catch(() => {});
    if (isPage) withoutNet.add(resultingClientId);
    return isPage ? mark(saved) : saved.copy;
  }
}

/* The saved copy of an address, of whichever municipality; the query and the place on the page do not count. */
async function find(address) {
  const { origin, pathname } = new URL(address);
  for (const name of await names()) {
    const copy = await (await caches.open(name)).match(origin + pathname);
    const town = name.slice(CACHE.length).split(" ")[0];
    const state = copy && (await readState(town));
    if (state?.cache === name) return { copy, town, state };
  }
}

const names = async (town) => (await caches.keys()).filter((name) => name.startsWith(CACHE + (town ? `${town} ` : "")));
const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const html = (text) => new Response(text, { headers: { "Content-Type": "text/html; charset=utf-8" } });

/* Say on the page that it is a copy, and from when. PDFs are as they were. */
async function mark({ copy, state }) {
  if (!copy.headers.get("Content-Type")?.startsWith("text/html")) return copy;
  const text = await copy.text();
  const words = `Du läser en sparad kopia${state.date ? ` från ${safe(state.date)}` : ""}.`;
  return html(text.replace(/(?=<article)/, `<p class="copy_note" role="status">${words}</p>`));
}

/* A page that is not saved: the way back to what is. A page that the server would send on needs its slash. */
async function guide(address) {
  const { origin, pathname } = new URL(address);
  if (await find(`${origin}${pathname}/`)) return Response.redirect(`${origin}${pathname}/`);
  const [name] = await names();
  const town = name?.slice(CACHE.length).split(" ")[0];
  return html(`<!doctype html><html lang="sv" data-md-color-scheme="default"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sidan är inte sparad</title><link rel="stylesheet" href="${safe(ROOT)}assets/screen.css">
<body><main class="md-main__inner md-grid"><div class="md-content md-content--shared"><div class="md-content__inner sheet">
<h1>Sidan är inte sparad</h1>
<p>Du har inget nät, och den här sidan finns inte i den sparade pärmen. Är någon i fara ringer du <a href="tel:112">112</a>.</p>
${town ? `<p><a href="${safe(ROOT)}${town}/">Till den sparade pärmen</a></p>` : ""}</div></div></main></body></html>`);
}

async function readState(town) {
  for (const name of await names(town)) {
    const state = await (await caches.open(name)).match(ROOT + STATE);
    if (state) return { ...(await state.json()), cache: name };
  }
}

async function readLists(town) {
  const lists = [`${ROOT}${town}/`, ROOT].map(async (folder) => {
    const response = await fetch(`${folder}offline.json`, { cache: "no-cache" });
    if (!response.ok) throw new TypeError();
    const list = await response.json();
    for (const row of [...list.files, ...list.sheets]) row[0] = new URL(row[0], folder).href;
    return list;
  });
  const [own, shared] = await Promise.all(lists);
  return { ...own, version: `${own.version}-${shared.version}`, files: [...own.files, ...shared.files] };
}

/* Fetch what is new, keep what is as it was, and put it in the place of the old copy when all of it is there. */
async function save(town, sheets, tell = () => {}) {
  const list = await readLists(town);
  const rows = [...list.files, ...(sheets ? list.sheets : [])];
  const name = `${CACHE}${town} ${list.version}`;
  const [cache, old] = [await caches.open(name), await readState(town)];
  const oldCache = old && (await caches.open(old.cache));
  const bytes = rows.reduce((sum, [, size]) => sum + size, 0);
  const hashes = {};
  let [next, done] = [0, 0];
  const fetchFile = async (address, hash) => {
    if (await cache.match(address)) return;
    const copy = old?.hashes[address] === hash && (await oldCache.match(address));
    if (copy) return cache.put(address, copy);
    const response = await fetch(address, { cache: "no-cache" });
    if (!response.ok) throw new TypeError();
    const headers = { "Content-Type": response.headers.get("Content-Type") ?? "" };
    return cache.put(address, new Response(await response.blob(), { headers }));
  };
  const fetchInTurn = async () => {
    while (next < rows.length) {
      const [address, size, hash] = rows[next++];
      try {
        await fetchFile(address, hash);
      } catch (error) {
        next = rows.length; // the others stop too
        throw error;
      }
      hashes[address] = hash;
      tell({ done: (done += size), of: bytes });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, fetchInTurn));
  const failed = ends.find(({ status }) => status === "rejected");
  if (failed) {
    if (old?.cache !== name) await caches.delete(name);
    throw failed.reason;
  }
  if ((await readLists(town)).version !== list.version) throw new TypeError(); // a new site came meanwhile
  for (const request of await cache.keys()) if (!(request.url in hashes)) await cache.delete(request);
  const state = { name: list.name, date: list.date, sheets: Boolean(sheets), bytes, hashes };
  await cache.put(ROOT + STATE, new Response(JSON.stringify(state)));
  for (const other of await names(town)) if (other !== name) await caches.delete(other);
  return readState(town);
}

/* With the net there, and a page of the municipality read: look whether the site has changed. */
async function renew(town) {
  const state = await readState(town);
  if (!state || navigator.connection?.saveData || Date.now() - (asked.get(town) ?? 0) < REST) return;
  asked.set(town, Date.now());
  const list = await readLists(town);
  if (state.cache !== `${CACHE}${town} ${list.version}`) await save(town, state.sheets);
}

async function remove(town) {
  for (const name of await names(town)) await caches.delete(name);
  if (!(await names()).length) await registration.unregister();
}
