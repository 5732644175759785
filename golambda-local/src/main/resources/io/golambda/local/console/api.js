// The server's API, see the table in the documentation of the console.

export class ApiError extends Error {

	constructor(message, status) {
		super(message);
		this.status = status;
	}

}

async function request(method, path, body) {
	let response;
	try {
		response = await fetch("/api/" + path, {
			method,
			headers: body === undefined ? {} : {"Content-Type": "application/json"},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
	}
	catch {
		throw new ApiError("The console's server does not answer. Is it still running?", 0);
	}
	const text = await response.text();
	let json;
	try {
		json = text === "" ? null : JSON.parse(text);
	}
	catch {
		json = {message: text};
	}
	if (!response.ok) {
		throw new ApiError(json?.message ?? `The server answered ${response.status}.`, response.status);
	}
	return json;
}

const segment = encodeURIComponent;

export const api = {
	fn: () => request("GET", "function"),
	sources: () => request("GET", "sources"),
	build: (source, records) => request("POST", "events", {source, records}),
	read: (text) => request("POST", "events/read", {text}),
	files: () => request("GET", "events/files"),
	file: (name) => request("GET", "events/files/" + segment(name)),
	save: (name, event, overwrite) => request("PUT", "events/files/" + segment(name), {event, overwrite}),
	invoke: (event, count, tenantId) => request("POST", "invocations", {event, count, tenantId}),
	invocations: () => request("GET", "invocations"),
	invocation: (id) => request("GET", "invocations/" + segment(id)),
	clear: () => request("DELETE", "invocations"),
	replay: (id) => request("POST", `invocations/${segment(id)}/replay`, {}),
	replayFailed: (id) => request("POST", `invocations/${segment(id)}/replay-failed`, {}),
	junit: (id) => request("GET", `invocations/${segment(id)}/junit`),
	queue: () => request("GET", "queue"),
	poll: (settings) => request("PUT", "queue", settings),
	stopPolling: () => request("DELETE", "queue"),
};
