// Calling somebody by @name while writing: a textarea names in data-mentions the list of people (a datalist) and beside it
// stands where the found ones are shown. Arrows choose, Enter or Tab takes, Escape leaves. Only where it calls somebody:
// in the form's audience that data-mentions-for names.
const MOST = 6;
const CALL = /(^|[^\p{L}\p{N}.@])@([\p{L}\p{N}][\p{L}\p{N}'’. -]{0,40}|)$/u;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

for (const field of document.querySelectorAll("textarea[data-mentions]")) {
  const names = [...document.getElementById(field.dataset.mentions).options].map((option) => option.value);
  const shown = document.getElementById(`${field.dataset.mentions}-found`);
  let found = [];
  let at = 0;

  const calls = () => !field.dataset.mentionsFor || new FormData(field.form).get("seen_by") === field.dataset.mentionsFor;
  const typed = () => (calls() ? field.value.slice(0, field.selectionStart).match(CALL) : null);

  function close() {
    found = [];
    shown.hidden = true;
    shown.replaceChildren();
    field.removeAttribute("aria-activedescendant");
  }

  function mark() {
    [...shown.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    field.setAttribute("aria-activedescendant", shown.children[at].id);
  }

  function look() {
    const words = typed()?.[2];
    if (words === undefined) return close();
    const begins = plain(words);
    found = names.filter((name) => plain(name).startsWith(begins) || (begins && plain(name).split(" ").some((part) => part.startsWith(begins)))).slice(0, MOST);
    if (!found.length || found.some((name) => plain(name) === begins.trim())) return close();
    at = 0;
    shown.replaceChildren(
      ...found.map((name, place) => {
        const option = document.createElement("span");
        option.className = "tag";
        option.id = `${shown.id}-${place}`;
        option.setAttribute("role", "option");
        option.textContent = name;
        option.addEventListener("pointerdown", (event) => (event.preventDefault(), take(place)));
        return option;
      }),
    );
    shown.hidden = false;
    mark();
  }

  function take(place) {
    const start = field.selectionStart - typed()[2].length;
    field.setRangeText(`${found[place]} `, start, field.selectionStart, "end");
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }

  field.addEventListener("input", look);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (!found.length || event.isComposing || event.metaKey || event.ctrlKey) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) at = (at + step + found.length) % found.length;
    else if (event.key === "Enter" || event.key === "Tab") take(at);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (found.length) mark();
  });
}
