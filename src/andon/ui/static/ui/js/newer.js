// Lists whose order must not change under the cursor: what is new waits behind "2 new" until the reader wants it.
// <a data-newer="queue" data-text="{n} new" hidden><span></span></a> tells of rows with data-key-of in #queue.
const keys = (list) => [...list.querySelectorAll("[data-key-of]")].map((row) => row.dataset.keyOf);

document.addEventListener("andon:live", ({ detail: fresh }) => {
  for (const bar of document.querySelectorAll("[data-newer]")) {
    const list = document.getElementById(bar.dataset.newer);
    const there = fresh.getElementById(bar.dataset.newer);
    if (!list || !there) continue;
    const shown = new Set(keys(list));
    const count = keys(there).filter((key) => !shown.has(key)).length;
    if (count && !shown.size) {
      // Nothing stands under the cursor yet.
      list.replaceWith(there);
    } else {
      bar.hidden = !count;
      bar.querySelector("span").textContent = bar.dataset.text.replace("{n}", count);
    }
  }
});
