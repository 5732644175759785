// The report of a failure: type, message, values, frames and causes.

import {el} from "./dom.js";
import {plural} from "./format.js";
import {jsonTree} from "./json-tree.js";

export function errorReport(failure, heading = "Error") {
	return el("div", {class: "report", role: "group", "aria-label": `${heading}: ${failure.type}`},
		el("p", {class: "report-type"}, el("span", {class: "report-kind"}, heading), ...typeName(failure.type)),
		failure.message !== undefined && failure.message !== null && el("p", {class: "report-message"}, String(failure.message)),
		hasEntries(failure.values) && el("div", {class: "report-values"}, el("p", {class: "label"}, "Values"), jsonTree(failure.values, 2)),
		failure.sentryId && el("p", {class: "hint"}, "Sentry event ", el("code", {}, String(failure.sentryId))),
		failure.frames.length > 0 && frames(failure.frames),
		...failure.causes.map((cause) => errorReport(cause, "Caused by")),
		...failure.suppressed.map((cause) => errorReport(cause, "Suppressed")));
}

export function typeName(type) {
	const end = type.lastIndexOf(".") + 1;
	return [el("span", {class: "dim"}, type.slice(0, end)), el("strong", {}, type.slice(end))];
}

/** opens all folded frames, or closes them if all are open */
export function toggleFrames(root) {
	const all = [...root.querySelectorAll("details.folded")];
	const open = all.some((details) => !details.open);
	for (const details of all) {
		details.open = open;
	}
	return all.length;
}

function frames(list) {
	return el("ol", {class: "frames", "aria-label": "Stack trace"}, ...list.map((frame) => {
		if (!("folded" in frame)) {
			return el("li", {}, ...frameText(frame));
		}
		const label = `${plural(frame.folded, "frame")} of the JDK and frameworks`;
		return el("li", {}, el("details", {class: "folded"}, el("summary", {}, label),
			frame.frames
				? el("ol", {}, ...frame.frames.map((hidden) => el("li", {class: "dim"}, ...frameText(hidden))))
				: el("p", {class: "hint"}, "The log line has only their number. Set golambda.error.fold-frames=false to log them.")));
	}));
}

function frameText(frame) {
	const place = frame.file ? `${frame.file}${frame.line ? ":" + frame.line : ""}` : "";
	return [el("span", {}, String(frame.func)), place && " ", place && el("span", {class: "frame-place"}, place)];
}

function hasEntries(values) {
	return values !== null && typeof values === "object" && Object.keys(values).length > 0;
}
