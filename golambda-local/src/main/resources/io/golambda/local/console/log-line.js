// One line of the log: a summary that opens as a tree, with the error report if there is one.

import {button, el} from "./dom.js";
import {errorReport, typeName} from "./error-report.js";
import {failureOfLine, unfolded} from "./failure.js";
import {clip, clock} from "./format.js";
import {jsonTree, preview} from "./json-tree.js";

// what is the same on all lines of an invocation, or shown elsewhere
const HIDDEN = new Set(["level", "time", "message", "logger", "coldStart", "traceId", "spanId", "record.id"]);
const VALUES = 5;
const LONG_LINE = 400;

export const LEVELS = ["trace", "debug", "info", "warn", "error"];

export function levelOf(line) {
	const level = String(line.level ?? line.json?.level ?? "").toLowerCase();
	return level === "fatal" ? "error" : level;
}

/** @param answerFailure returns the failure in the answer, which has frames that the log folds */
export function logLine(line, answerFailure) {
	const isMetric = line.json?._aws !== undefined && line.json.message === undefined;
	// the level of a metric is there to pass Lambda's filter
	const level = isMetric ? "" : levelOf(line);
	const known = LEVELS.includes(level) ? level : "plain";
	const item = el("li", {class: "line level-" + known});
	if (!line.json) {
		item.append(plainLine(line));
		return item;
	}
	const json = line.json;
	const details = el("details", {}, el("summary", {},
		el("span", {class: "line-time"}, timeOf(line)),
		el("span", {class: "line-level"}, level || (isMetric ? "metric" : "json")),
		el("span", {class: "line-text"},
			!isMetric && el("span", {class: "line-message"}, clip(String(json.message ?? line.raw), 500)),
			json["error.type"] && el("span", {class: "line-error"}, ...typeName(String(json["error.type"]))),
			...(isMetric ? metrics(json) : json.message === undefined ? [] : values(json)))));
	details.addEventListener("toggle", () => {
		if (details.open && details.children.length === 1) {
			details.append(el("div", {class: "line-body"}, ...body(line, answerFailure())));
		}
	});
	item.append(details);
	return item;
}

function body(line, answerFailure) {
	const failure = failureOfLine(line.json);
	const copy = button("Copy line", async () => {
		const {copyCode} = await import("./notice.js");
		await copyCode("Log line", line.raw);
	}, {class: "quiet small"});
	if (!failure) {
		return [jsonTree(line.json, 2), copy];
	}
	const rest = Object.fromEntries(Object.entries(line.json).filter(([name]) => !name.startsWith("error.")));
	return [errorReport(unfolded(failure, answerFailure)), jsonTree(rest, 1), copy];
}

function plainLine(line) {
	const text = line.raw === "" ? " " : line.raw;
	const time = el("span", {class: "line-time"}, timeOf(line));
	if (text.length <= LONG_LINE) {
		return el("div", {class: "plain"}, time, el("span", {class: "line-text"}, text));
	}
	const details = el("details", {}, el("summary", {}, time, el("span", {class: "line-text"}, clip(text, LONG_LINE))));
	details.addEventListener("toggle", () => {
		if (details.open && details.children.length === 1) {
			details.append(el("pre", {class: "line-body"}, text));
		}
	});
	return details;
}

/** metrics in CloudWatch's Embedded Metric Format */
function metrics(json) {
	const directives = json._aws?.CloudWatchMetrics;
	return Array.isArray(directives)
		? directives.flatMap((directive) => directive?.Metrics ?? []).map((metric) => named(metric?.Name, json[metric?.Name])) : [];
}

function named(name, value) {
	return el("span", {class: "line-value"}, el("span", {class: "json-key"}, String(name)), "=", preview(value, 60));
}

function timeOf(line) {
	const time = line.time ?? line.json?.time;
	return time ? clock(time) : "";
}

function values(json) {
	return Object.entries(json)
		.filter(([name]) => !HIDDEN.has(name) && !name.startsWith("error.") && !name.startsWith("lambda."))
		.slice(0, VALUES)
		.map(([name, value]) => named(name, value));
}
