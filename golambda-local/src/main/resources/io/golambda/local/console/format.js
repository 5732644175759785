// Numbers, times and states as text.

export const STATES = {
	queued: {icon: "…", text: "queued"},
	running: {icon: "▸", text: "running"},
	succeeded: {icon: "✓", text: "succeeded"},
	partial: {icon: "◐", text: "partly failed"},
	failed: {icon: "✕", text: "failed"},
	"timed-out": {icon: "⏱\uFE0E", text: "timed out"},
	done: {icon: "✓", text: "done"},
	untried: {icon: "–", text: "untried"},
};

export function isOver(state) {
	return state !== "queued" && state !== "running";
}

export function millis(value) {
	if (value === null || value === undefined) {
		return "";
	}
	if (value >= 10000) {
		return (value / 1000).toFixed(1) + " s";
	}
	return (value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(value < 10 ? 2 : 1)) + " ms";
}

export function micros(value) {
	return value >= 1000 ? millis(value / 1000) : Math.round(value) + " µs";
}

export function bytes(count) {
	if (count < 1000) {
		return count + " B";
	}
	return count < 1e6 ? (count / 1000).toFixed(1) + " KB" : (count / 1e6).toFixed(2) + " MB";
}

export function plural(count, noun) {
	return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** the time of day with milliseconds, of an ISO time */
export function clock(time) {
	const date = new Date(time);
	if (Number.isNaN(date.getTime())) {
		return String(time);
	}
	const pad = (number, digits) => String(number).padStart(digits, "0");
	return `${pad(date.getHours(), 2)}:${pad(date.getMinutes(), 2)}:${pad(date.getSeconds(), 2)}.${pad(date.getMilliseconds(), 3)}`;
}

export function clip(text, length) {
	return text.length > length ? text.slice(0, length - 1) + "…" : text;
}
