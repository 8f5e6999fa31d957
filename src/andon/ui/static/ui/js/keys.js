// Keys. A control carries its key in data-key ("r", "g i", "?"); the key clicks or focuses it. Only outside of fields.
let pending = "";
let timer = null;

const off = () => document.documentElement.dataset.keys === "off";
const visible = (el) => el.offsetParent !== null || el.getClientRects().length > 0;
const find = (key) => [...document.querySelectorAll("[data-key]")].find((el) => el.dataset.key === key && visible(el));

function press(element) {
  if (element.matches("textarea, input:not([type=radio], [type=checkbox], [type=submit])")) element.focus();
  else element.click();
  document.getElementById(element.dataset.then)?.focus();
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")].filter(visible);
  if (!rows.length) return;
  const at = rows.findIndex((row) => row === document.activeElement || row.getAttribute("aria-current") === "true");
  rows[Math.max(0, Math.min(rows.length - 1, at + step))].focus();
}

addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select, [contenteditable]");
  if (field && (event.metaKey || event.ctrlKey) && event.key === "Enter") {
    event.preventDefault();
    field.form?.requestSubmit();
    return;
  }
  if (field || off() || event.metaKey || event.ctrlKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") return move(key === "j" ? 1 : -1);
  const typed = pending ? `${pending} ${key}` : key;
  const target = find(typed);
  clearTimeout(timer);
  pending = "";
  if (target) {
    event.preventDefault();
    press(target);
  } else if ([...document.querySelectorAll("[data-key]")].some((el) => el.dataset.key.startsWith(`${key} `))) {
    pending = key;
    timer = setTimeout(() => { pending = ""; }, 1000);
  }
});

// The key that sends, as this keyboard has it.
if (/mac|iphone|ipad/i.test(navigator.userAgentData?.platform || navigator.platform)) {
  for (const key of document.querySelectorAll("[data-sends]")) key.textContent = "⌘⏎";
}

const list = document.querySelector("[data-key-list]");
if (list) {
  for (const element of document.querySelectorAll("[data-key]")) {
    const bare = element.cloneNode(true);
    for (const more of bare.querySelectorAll(".count, .num, kbd")) more.remove();
    const name = (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || bare.textContent).trim().replace(/\s+/g, " ");
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    key.textContent = element.dataset.key;
    term.append(key);
    const text = document.createElement("dd");
    text.textContent = name.slice(0, 60);
    list.append(term, text);
  }
}
