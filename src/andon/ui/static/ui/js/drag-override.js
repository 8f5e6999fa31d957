// Dragging over a lane with data-drags fills the form #override: which schedule, from when, until when, by the clock of
// the form's data-zone. By keyboard the form itself is filled; nothing is sent before its button is pressed.
const form = document.querySelector("#override form");
const MINUTE = 60000;

// What a clock in the zone says at the instant, as a datetime-local field wants it.
function wall(instant, zone) {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(instant);
  const of = (type) => parts.find((part) => part.type === type).value;
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

function drag(lane, down) {
  const box = lane.getBoundingClientRect();
  const from = Date.parse(lane.dataset.from);
  const until = Date.parse(lane.dataset.until);
  const share = (x) => Math.min(1, Math.max(0, (x - box.left) / box.width));
  const step = until - from > 20 * 24 * 60 * MINUTE ? 60 * MINUTE : 30 * MINUTE;
  const at = (x) => Math.round((from + share(x) * (until - from)) / step) * step;
  const chart = lane.querySelector("svg");
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  for (const [name, value] of [["class", "shift-over"], ["y", "3"], ["height", "46"], ["rx", "5"]]) mark.setAttribute(name, value);
  let moved = false;
  const move = (event) => {
    moved ||= Math.abs(event.clientX - down.clientX) > 4;
    if (!moved) return;
    if (!mark.parentNode) chart.append(mark);
    const [left, right] = [share(down.clientX), share(event.clientX)].sort((a, b) => a - b);
    mark.setAttribute("x", `${100 * left}%`);
    mark.setAttribute("width", `${100 * (right - left)}%`);
  };
  const up = (event) => {
    lane.removeEventListener("pointermove", move);
    mark.remove();
    const [start, end] = [at(down.clientX), at(event.clientX)].sort((a, b) => a - b);
    if (event.type !== "pointerup" || !moved || start === end) return;
    form.elements.schedule.value = lane.dataset.drags;
    form.elements.starts_at.value = wall(start, form.dataset.zone);
    form.elements.ends_at.value = wall(end, form.dataset.zone);
    form.scrollIntoView({ block: "center" });
    form.elements.user.focus();
  };
  lane.setPointerCapture(down.pointerId);
  lane.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) lane.addEventListener(name, up, { once: true });
}

// The calendar is drawn anew by live changes, so the whole document listens. A finger scrolls; it uses the form.
if (form) {
  document.addEventListener("pointerdown", (event) => {
    const lane = event.target.closest("[data-drags]");
    if (!lane || event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    drag(lane, event);
  });
}
