// Live screens. One stream a browser (a shared worker; without it, one a tab) says which topics changed. Then this
// screen is fetched again and each element that carries a changed topic in data-live is replaced in its place, if it
// differs. What somebody is typing stands outside of such elements, so focus and drafts stay.
import "./newer.js";

const JITTER = 250;
const FOCUSED = "a, button, summary, [tabindex]";
let waiting = null;
let changed = new Set();
// The answer to a form may stand at an address that only takes forms; then the frame around it is had from elsewhere.
const from = () => document.querySelector("[data-live-from]")?.dataset.liveFrom || location.href;

const topics = () => [...new Set([...document.querySelectorAll("[data-live]")].flatMap((el) => el.dataset.live.split(/\s+/)))].filter(Boolean);

// What differs with each answer is no news.
const plain = (element) => element.innerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");

function hears(element, names) {
  return names.has("*") || element.dataset.live.split(/\s+/).some((topic) => names.has(topic));
}

// A server that is away or has too much to do is asked again, by all screens at different times.
function later(names) {
  names.forEach((name) => changed.add(name));
  waiting ??= setTimeout(refresh, 2000 + Math.random() * 4000);
}

async function refresh() {
  waiting = null;
  const names = changed;
  changed = new Set();
  const answer = await fetch(from(), { headers: { "X-Live": "1" }, credentials: "same-origin" }).catch(() => null);
  // The link that opened this screen is over: what the reader may still see is what a reload shows.
  if (link && answer?.status === 404) location.reload();
  if (!answer || answer.status === 503) return later(names);
  if (!answer.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.dispatchEvent(new CustomEvent("andon:fresh", { detail: fresh }));
  for (const element of document.querySelectorAll("[data-live][id]")) {
    const news = fresh.getElementById(element.id);
    if (!news || !hears(element, names) || plain(news) === plain(element)) continue;
    const active = element.contains(document.activeElement) ? document.activeElement : null;
    if (active?.matches("input, textarea, select")) continue;
    const place = active ? [...element.querySelectorAll(FOCUSED)].indexOf(active) : -1;
    const top = element.scrollTop;
    element.replaceWith(news);
    news.scrollTop = top;
    if (place >= 0) news.querySelectorAll(FOCUSED)[place]?.focus({ preventScroll: true });
    if (news.hasAttribute("data-mark")) news.classList.add("changed");
  }
  document.dispatchEvent(new CustomEvent("andon:live", { detail: fresh }));
}

function hear(message) {
  if (message.topics) message.topics.forEach((topic) => changed.add(topic));
  else changed.add("*");
  if (waiting === null) waiting = setTimeout(refresh, Math.random() * JITTER);
}

function direct() {
  const source = new EventSource(`/live?topics=${encodeURIComponent(topics().join(","))}`);
  source.addEventListener("change", (event) => hear(JSON.parse(event.data)));
}

const link = document.querySelector("[data-live-link]");
if (link) {
  import("./live-link.js").then((module) => module.follow(hear));
} else if (topics().length) {
  if (window.SharedWorker) {
    const worker = new SharedWorker(new URL("./live-worker.js", import.meta.url), { name: "andon-live" });
    worker.port.onmessage = (event) => hear(event.data);
    worker.port.start();
    const tell = () => worker.port.postMessage({ topics: topics() });
    tell();
    document.addEventListener("andon:live", tell);
    addEventListener("pagehide", () => worker.port.postMessage({ bye: true }));
    addEventListener("pageshow", (event) => event.persisted && (tell(), hear({})));
  } else {
    direct();
  }
}

// What counts minutes is looked at again each minute: elements that listen to the topic "minute".
if (document.querySelector('[data-live~="minute"]')) {
  setInterval(() => document.visibilityState === "visible" && hear({ topics: ["minute"] }), 60000);
}

// "Who else is looking": while a screen that names a presence address is open, it says so every 30 seconds, and hears
// who else does; when that changes, what listens to the topic "presence" is looked at again.
const presence = document.querySelector("[data-presence]");
if (presence) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  let others = null;
  const here = async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(presence.dataset.presence, { method: "POST", headers: { "X-CSRFToken": token ? token.value : "" } }).catch(() => null);
    const now = answer && answer.ok ? answer.headers.get("X-Others") || "" : others;
    if (now !== others && (others !== null || now)) hear({ topics: ["presence"] });
    others = now;
  };
  here();
  setInterval(here, 30000);
}

// Rows that came since the list was drawn wait behind a line that says how many there are, so that nothing moves.
document.addEventListener("andon:fresh", ({ detail }) => {
  for (const line of document.querySelectorAll("[data-newer]")) {
    const keys = (root) => [...(root.getElementById(line.dataset.newer)?.querySelectorAll("[data-key-of]") ?? [])].map((el) => el.dataset.keyOf);
    const shown = new Set(keys(document));
    const count = keys(detail).filter((key) => !shown.has(key)).length;
    line.hidden = count === 0;
    line.lastElementChild.textContent = line.dataset.text.replace("{n}", count);
  }
});
