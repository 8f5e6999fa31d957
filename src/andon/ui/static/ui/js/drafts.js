// Drafts that live on the server: a textarea with data-draft-url is kept as it is being typed, apart for each value of the
// form's radio named in data-draft-kind. data-drafts says what is kept. Until the server has it, this browser keeps it.
// Two windows on one draft lose nothing: the server puts both texts together and this window shows them.
const WAIT = 800;

function follow(field) {
  const form = field.form;
  const kept = JSON.parse(field.dataset.drafts);
  const said = form.querySelector("[data-draft-said]");
  const kindNow = () => form.elements[field.dataset.draftKind].value;
  const place = (kind) => `draft:${field.dataset.draft}:${kind}`;
  let kind = kindNow();
  let timer = null;
  let under = null;
  let sent = false;

  function say(text) {
    if (said) said.textContent = text;
  }

  async function keep(of, text, { leaving = false } = {}) {
    if (sent || (text === kept[of].body && kept[of].version >= 0)) return localStorage.removeItem(place(of));
    const body = new FormData();
    const token = form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of Object.entries({ kind: of, body: text, base: kept[of].body, version: kept[of].version, csrfmiddlewaretoken: token })) body.append(name, value);
    under = new AbortController();
    const answer = await fetch(field.dataset.draftUrl, { method: "POST", body, keepalive: leaving, signal: under.signal, credentials: "same-origin" }).catch(() => null);
    if (sent) return;
    if (!answer || !answer.ok || answer.redirected) return say(field.dataset.unkept);
    const now = await answer.json();
    const shown = of === kind ? field.value : text;
    // Typed on meanwhile, and another window too: the next time both are put together.
    if (now.merged && shown !== text && !shown.startsWith(text)) return again();
    kept[of] = { body: now.body, version: now.version };
    if (now.merged && of === kind) field.value = now.body + shown.slice(text.length);
    if (of === kind && field.value !== now.body) again();
    else localStorage.removeItem(place(of));
    say(now.merged ? field.dataset.merged : now.body ? field.dataset.kept : "");
  }

  let queue = Promise.resolve();
  const next = (of, text, how) => (queue = queue.then(() => keep(of, text, how)));

  function again() {
    localStorage.setItem(place(kind), field.value);
    clearTimeout(timer);
    timer = setTimeout(() => next(kind, field.value), WAIT);
  }

  field.addEventListener("input", again);
  form.addEventListener("change", (event) => {
    if (event.target.name !== field.dataset.draftKind || kindNow() === kind) return;
    const before = kind;
    const text = field.value;
    clearTimeout(timer);
    kind = kindNow();
    if (!text.trim() || kept[kind].body) {
      next(before, text);
      field.value = kept[kind].body;
    } else {
      next(before, "");
      again();
    }
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    under?.abort();
    localStorage.removeItem(place(kind));
  });
  addEventListener("pagehide", () => !sent && field.value !== kept[kind].body && keep(kind, field.value, { leaving: true }));

  // What this browser has and the server never got, such as after a crash.
  const mine = localStorage.getItem(place(kind));
  if (mine && !field.value.includes(mine)) {
    // With a version that never was, the server puts both together.
    if (kept[kind].body) kept[kind] = { body: "", version: -1 };
    field.value = mine;
    again();
  } else if (field.value && field.value !== kept[kind].body) again();
  addEventListener("pageshow", (event) => { if (event.persisted) sent = false; });
}

document.querySelectorAll("textarea[data-draft-url]").forEach(follow);
