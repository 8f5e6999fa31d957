// Forms: drafts stay until they are sent, dialogs open and close, what can be undone counts down, nothing is sent twice.
for (const field of document.querySelectorAll("textarea[data-draft]:not([data-draft-url])")) {
  const name = `draft:${field.dataset.draft}`;
  if (!field.value) field.value = localStorage.getItem(name) || "";
  field.addEventListener("input", () => (field.value ? localStorage.setItem(name, field.value) : localStorage.removeItem(name)));
  field.form?.addEventListener("submit", () => localStorage.removeItem(name));
}

function show(dialog) {
  dialog.showModal();
  dialog.querySelector(".body input, .body select, .body textarea")?.focus();
}

// Dialogs that stand behind an address (data-dialogs) come when the first of them is wanted.
let bringing = null;

async function bring(place) {
  const answer = await fetch(place.dataset.dialogs, { credentials: "same-origin" }).catch(() => null);
  if (!answer || !answer.ok || answer.redirected) return void (bringing = null);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const dialog of fresh.querySelectorAll("dialog[id]")) document.getElementById(dialog.id) || place.append(dialog);
}

const brought = () => (bringing ??= Promise.all([...document.querySelectorAll("[data-dialogs]")].map(bring)));

async function open(id) {
  if (!document.getElementById(id)) await brought();
  const dialog = document.getElementById(id);
  // What cannot be fetched says so as a screen would: signed out, offline, no longer hers. Drafts survive it.
  if (!dialog) return location.reload();
  if (!dialog.open) show(dialog);
}

// Whoever points at an opener will open it soon.
document.addEventListener("pointerover", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  if (opener && !document.getElementById(opener.dataset.opens)) brought();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) open(opener.dataset.opens);
  if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
});

// One that comes back with a fault was sent open; now it stands above the rest.
for (const dialog of document.querySelectorAll("dialog[open]")) {
  dialog.close();
  show(dialog);
}

// A form that comes back with a fault begins where the fault is, wherever on the screen it stands.
const fault = document.querySelector("main [aria-invalid=true]:not(dialog *)");
if (fault && !document.querySelector("dialog[open]")) fault.focus();

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
  if (event.target.matches("[data-most]")) {
    const size = [...event.target.files].reduce((sum, file) => sum + file.size, 0);
    event.target.setCustomValidity(size > event.target.dataset.most * 1024 * 1024 ? event.target.dataset.tooMuch : "");
    event.target.reportValidity();
  }
});

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
  setTimeout(() => delete event.target.dataset.sent, 5000);
});

for (const toast of document.querySelectorAll("[data-vanish]")) setTimeout(() => toast.remove(), Number(toast.dataset.vanish) * 1000);
