// A screen behind a signed link: /my/<token>/. One stream while somebody looks at it; the token goes along in a header,
// so that it stands in no further address. What the stream does not tell (it broke off, a message may now be seen) the
// look every 15 seconds finds.
const LOOK = 15000;
const token = location.pathname.split("/")[2];

async function listen(hear, signal) {
  const answer = await fetch("/live", { headers: { "Andon-Link": token }, cache: "no-store", signal });
  if (answer.status === 401 || answer.status === 403) return false;
  if (!answer.ok) return true;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    const events = (text + value).split("\n\n");
    text = events.pop();
    if (events.some((event) => event.startsWith("event: change"))) hear({});
  }
}

export function follow(hear) {
  let control = null;

  async function run() {
    if (control || document.visibilityState === "hidden") return;
    const mine = control = new AbortController();
    let again = true;
    while (again && !mine.signal.aborted) {
      again = await listen(hear, mine.signal).catch(() => true);
      if (again && !mine.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 1000 + Math.random() * 2000));
        hear({});
      }
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      control?.abort();
      control = null;
    } else {
      hear({});
      run();
    }
  });
  addEventListener("pagehide", () => control?.abort());
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    control = null;
    hear({});
    run();
  });
  setInterval(() => document.visibilityState === "visible" && hear({}), LOOK);
  run();
}
