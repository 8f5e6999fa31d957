// An element with data-follows="<address>" inside a form shows what the server makes of the form while it is being typed:
// the form is sent there, which stores nothing, and what comes back stands in the element. With data-follows-when="a=b" only
// while the form's field a has the value b.
for (const place of document.querySelectorAll("[data-follows]")) {
  const form = place.closest("form");
  let timer = null;
  let latest = 0;
  const wanted = () => {
    const [name, value] = (place.dataset.followsWhen || "").split("=");
    return !name || form.elements[name]?.value === value;
  };
  const draw = async () => {
    const mine = ++latest;
    if (!wanted()) return place.replaceChildren();
    const body = new FormData(form);
    for (const [name, value] of [...body.entries()]) if (value instanceof File) body.delete(name);
    const answer = await fetch(place.dataset.follows, { method: "POST", body, credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected || mine !== latest) return;
    const text = await answer.text();
    // What is being changed in there is not drawn under somebody's hands.
    if (mine === latest && text !== place.dataset.drawn && !place.contains(document.activeElement)) {
      place.dataset.drawn = text;
      place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      document.dispatchEvent(new CustomEvent("andon:drawn"));
    }
  };
  const later = (event) => {
    if (place.contains(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(draw, 350);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  draw();
}
