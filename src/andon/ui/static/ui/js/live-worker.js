// One stream for all tabs of this browser: the union of their topics, opened again when the union grows.
const ports = new Map();
let source = null;
let open = "";

function connect() {
  const wanted = [...new Set([...ports.values()].flat())].sort().slice(0, 64).join(",");
  if (wanted === open && source) return;
  open = wanted;
  if (source) source.close();
  source = null;
  if (!wanted) return;
  source = new EventSource(`/live?topics=${encodeURIComponent(wanted)}`);
  source.addEventListener("change", (event) => {
    const message = JSON.parse(event.data);
    for (const [port, topics] of ports) if (topics.some((topic) => message.topics.includes(topic))) port.postMessage(message);
  });
  // After a break anything may have happened: everybody looks again.
  let broken = false;
  source.onerror = () => { broken = true; };
  source.onopen = () => { if (broken) for (const port of ports.keys()) port.postMessage({}); broken = false; };
}

onconnect = (event) => {
  const port = event.ports[0];
  port.onmessage = ({ data }) => {
    if (data.bye) ports.delete(port);
    else ports.set(port, data.topics);
    connect();
  };
  port.start();
};
