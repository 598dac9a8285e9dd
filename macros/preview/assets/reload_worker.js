/* Listens for all tabs: one stream of events, however many pages are open. */
const ports = new Set();
const tell = () => ports.forEach((port) => port.postMessage("look"));

const listen = () => {
  const stream = new EventSource("events");
  stream.onopen = tell; // after a break something may have been missed
  stream.onmessage = tell;
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
};

onconnect = ({ ports: [port] }) => {
  ports.add(port);
  port.postMessage("look"); // it may have changed since the page was sent
  port.onmessage = () => ports.delete(port);
};
listen();
