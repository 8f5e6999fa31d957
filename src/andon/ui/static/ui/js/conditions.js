// Fields that depend on others. A block with data-shown-if='{"name": ["value", …]}' is shown while each field named there
// has one of the values; a field in a hidden block has none. A hidden input data-asked lists what is shown, so that the
// server knows what was asked. Without this script the server asks again instead.
const has = (form, name, values) =>
  [...form.elements].some(
    (el) => el.name === name && !el.closest("[data-shown-if][hidden]") && (!/radio|checkbox/.test(el.type) || el.checked) && values.includes(el.value),
  );

function settle(form) {
  const blocks = [...form.querySelectorAll("[data-shown-if]")];
  for (let round = 0, again = true; again && round <= blocks.length; round++) {
    again = false;
    for (const block of blocks) {
      const shown = Object.entries(JSON.parse(block.dataset.shownIf)).every(([name, values]) => has(form, name, values));
      if (block.hidden !== shown) continue;
      block.hidden = !shown;
      again = true;
    }
  }
  const asked = form.querySelector("[data-asked]");
  if (asked) asked.value = blocks.filter((block) => !block.hidden).map((block) => block.dataset.name).join(" ");
}

const settleAll = () => document.querySelectorAll("form:has([data-shown-if])").forEach(settle);
settleAll();
document.addEventListener("change", (event) => event.target.form?.querySelector("[data-shown-if]") && settle(event.target.form));
// A preview is drawn anew.
document.addEventListener("andon:drawn", settleAll);
