// A form with data-previews="<id>" shows what it would make in the element of that id, while it is being typed. The server
// draws it: the form is sent with preview=1, which stores nothing. What is typed into a preview goes nowhere.
for (const form of document.querySelectorAll("form[data-previews]")) {
  let timer = null;
  let latest = 0;
  const draw = async () => {
    const mine = ++latest;
    const body = new FormData(form);
    body.set("preview", "1");
    const answer = await fetch(form.action || location.href, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (!answer || mine !== latest || !(answer.ok || answer.status === 422)) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(form.dataset.previews);
    if (!fresh) return;
    document.getElementById(form.dataset.previews).replaceWith(fresh);
    document.dispatchEvent(new CustomEvent("andon:drawn"));
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, 300);
  });
}
document.addEventListener("submit", (event) => event.target.matches("[data-tried]") && event.preventDefault());
