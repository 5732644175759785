// JSON as a tree that opens. Branches are made when they are opened, long ones in pages.

import {button, el} from "./dom.js";
import {clip, plural} from "./format.js";

const PAGE = 100;
const LONG_TEXT = 600;

/** @param open how many levels are open at first */
export function jsonTree(value, open = 1) {
	return el("ul", {class: "tree"}, ...entries(value).map(([key, child]) => node(key, child, open - 1)));
}

export function jsonValue(value) {
	if (typeof value === "string") {
		return longText(value, "json-string");
	}
	if (value === null || typeof value === "boolean") {
		return el("span", {class: "json-literal"}, String(value));
	}
	if (typeof value === "number") {
		return el("span", {class: "json-number"}, String(value));
	}
	return el("span", {class: "json-summary"}, summary(value));
}

/** the value in one short line */
export function preview(value, length) {
	return clip(typeof value === "string" ? value : JSON.stringify(value) ?? "", length);
}

export function parse(text) {
	try {
		return {value: JSON.parse(text)};
	}
	catch (error) {
		return {error};
	}
}

function entries(value) {
	if (Array.isArray(value)) {
		return value.map((child, index) => [index, child]);
	}
	if (value !== null && typeof value === "object") {
		return Object.entries(value);
	}
	return [[null, value]];
}

function node(key, value, open) {
	const name = key === null ? null : el("span", {class: typeof key === "number" ? "json-index" : "json-key"}, String(key));
	const nested = nestedJson(value);
	const container = nested ?? value;
	if (container === null || typeof container !== "object") {
		return el("li", {}, name, name && ": ", jsonValue(value));
	}
	if (entries(container).length === 0) {
		return el("li", {}, name, name && ": ", el("span", {class: "json-summary"}, Array.isArray(container) ? "[]" : "{}"));
	}
	const details = el("details", {},
		el("summary", {}, name, name && ": ",
			el("span", {class: "json-summary"}, nested ? "JSON in a string " + summary(container) : summary(container))));
	const fill = () => {
		if (details.open && details.children.length === 1) {
			details.append(branch(entries(container), open - 1));
		}
	};
	details.addEventListener("toggle", fill);
	if (open > 0) {
		details.open = true;
		fill();
	}
	return el("li", {}, details);
}

function branch(all, open) {
	const list = el("ul", {class: "tree"});
	let shown = 0;
	const more = () => {
		list.append(...all.slice(shown, shown + PAGE).map(([key, child]) => node(key, child, open)));
		shown = Math.min(all.length, shown + PAGE);
		if (shown < all.length) {
			const item = el("li", {}, button(`Show ${Math.min(PAGE, all.length - shown)} of ${all.length - shown} more`, () => {
				item.remove();
				more();
			}, {class: "small"}));
			list.append(item);
		}
	};
	more();
	return list;
}

function summary(value) {
	if (Array.isArray(value)) {
		return plural(value.length, "element");
	}
	return "{ " + clip(Object.keys(value).join(", "), 60) + " }";
}

// bodies of messages are JSON in strings
function nestedJson(value) {
	if (typeof value !== "string" || value.length > 300000 || !/^\s*[[{]/.test(value)) {
		return null;
	}
	const {value: parsed} = parse(value);
	return parsed !== null && typeof parsed === "object" ? parsed : null;
}

function longText(text, className) {
	if (text.length <= LONG_TEXT) {
		return el("span", {class: className}, text);
	}
	const span = el("span", {class: className}, text.slice(0, LONG_TEXT) + "…");
	return el("span", {}, span, " ", button(`Show all ${text.length} characters`, (event) => {
		span.textContent = text;
		event.target.remove();
	}, {class: "small"}));
}
