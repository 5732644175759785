// Server-sent events, connected again after the server was away.

const RETRY_MILLIS = 1000;

export function connect(handlers, onOpen, onLost) {
	const source = new EventSource("/api/stream");
	source.addEventListener("open", onOpen);
	for (const [name, handler] of Object.entries(handlers)) {
		source.addEventListener(name, (event) => handler(JSON.parse(event.data)));
	}
	source.addEventListener("error", () => {
		// the browser's own retry waits longer, and gives up when the answer is not a stream
		source.close();
		onLost();
		setTimeout(() => connect(handlers, onOpen, onLost), RETRY_MILLIS);
	});
}
