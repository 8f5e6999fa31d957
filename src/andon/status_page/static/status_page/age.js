// How old this page is, from the file that the publisher renews each minute. When it is not renewed any more, or cannot be
// asked for, the page says so instead of what it last knew to be well.
const page = document.documentElement.dataset;
const STALE = Number(page.stale) * 1000;
let renewed = 0;

const span = (milliseconds) => {
  const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always" });
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return words.format(-Math.round(milliseconds / 1000), "second");
  if (minutes < 120) return words.format(-minutes, "minute");
  return words.format(-Math.round(minutes / 60), "hour");
};

const show = () => {
  if (!renewed) return;
  const age = Math.max(0, Date.now() - renewed);
  const stale = age > STALE;
  for (const place of document.querySelectorAll("[data-checked]")) {
    place.hidden = false;
    place.querySelector("time").textContent = span(age);
  }
  for (const place of document.querySelectorAll("[data-stale]")) place.hidden = !stale;
  for (const place of document.querySelectorAll("[data-fresh]")) place.hidden = stale;
};

const ask = async () => {
  const answer = await fetch(page.heartbeat, { cache: "no-store" }).catch(() => null);
  if (answer?.ok) {
    const told = await answer.json();
    const before = renewed;
    renewed = Date.parse(told.renewed_at);
    if (before && told.content !== page.content) location.reload();
    page.content ||= told.content;
  }
  show();
};

page.content = "";
await ask();
setInterval(ask, 60_000);
setInterval(show, 5_000);
