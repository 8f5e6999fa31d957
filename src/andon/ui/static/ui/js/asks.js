// A form with data-asks sends itself once when the screen opens, and the element around it that has an id is replaced by
// what the answer says there. What is still to come later comes as a live change; in case that is missed, it is looked
// for again while the element holds something with data-waits.
const PAUSES = [700, 1500, 3000, 6000, 12000];

async function put(place, answer) {
  if (!answer || !answer.ok) return null;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(place.id);
  if (!fresh || !document.contains(place)) return null;
  place.replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("andon:live", { detail: fresh }));
  return fresh;
}

async function wait(id) {
  for (const pause of PAUSES) {
    await new Promise((done) => setTimeout(done, pause));
    const place = document.getElementById(id);
    if (!place?.querySelector("[data-waits]")) return;
    await put(place, await fetch(location.href, { headers: { "X-Live": "1" }, credentials: "same-origin" }).catch(() => null));
  }
}

for (const form of document.querySelectorAll("form[data-asks]")) {
  const place = form.closest("[id]");
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => null);
  if (await put(place, answer)) wait(place.id);
}
for (const waits of document.querySelectorAll("[data-waits]")) wait(waits.closest("[id]").id);
