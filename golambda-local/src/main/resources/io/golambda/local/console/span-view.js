// Spans as a waterfall: depth from the parents, place and length from the times.

import {el} from "./dom.js";
import {micros} from "./format.js";
import {jsonTree} from "./json-tree.js";

const SHOWN = 300;

/** @param open ids of the spans whose attributes are shown */
export function spanView(spans, open) {
	const end = Math.max(1, ...spans.map((span) => span.startMicros + span.durationMicros));
	const rows = ordered(spans).slice(0, SHOWN).map(({span, depth}) => row(span, depth, end, open.has(span.spanId)));
	return el("div", {class: "spans"},
		el("div", {class: "span-scale", "aria-hidden": "true"}, el("span", {}, "0"), el("span", {}, micros(end / 2)), el("span", {}, micros(end))),
		el("ul", {"aria-label": "Spans"}, ...rows),
		spans.length > SHOWN && el("p", {class: "hint"}, `The first ${SHOWN} of ${spans.length} spans.`));
}

/** the ids of the spans that are open */
export function openSpans(root) {
	return new Set([...root.querySelectorAll(".spans > ul > li > details[open]")].map((details) => details.dataset.span));
}

/** the id of the span in whose summary the element is */
export function spanOf(element) {
	return element.closest(".spans > ul > li > details")?.dataset.span;
}

export function focusSpan(root, id) {
	[...root.querySelectorAll(".spans > ul > li > details")].find((details) => details.dataset.span === id)
		?.firstElementChild.focus({preventScroll: true});
}

function row(span, depth, end, open) {
	const bar = el("span", {class: span.error ? "span-bar error" : "span-bar"});
	bar.style.setProperty("--start", (100 * span.startMicros / end).toFixed(3) + "%");
	bar.style.setProperty("--length", (100 * span.durationMicros / end).toFixed(3) + "%");
	const name = el("span", {class: "span-name"}, span.error && el("span", {class: "problem"}, "✕ failed "), span.name);
	name.style.setProperty("--depth", Math.min(depth, 12));
	const details = el("details", {"data-span": span.spanId, open}, el("summary", {},
		name, el("span", {class: "span-track", "aria-hidden": "true"}, bar), el("span", {class: "span-time"}, micros(span.durationMicros))));
	details.addEventListener("toggle", () => {
		if (details.open && details.children.length === 1) {
			details.append(el("div", {class: "line-body"}, jsonTree({...span.attributes, ...(span.links?.length ? {links: span.links} : {}), spanId: span.spanId, traceId: span.traceId, start: micros(span.startMicros)}, 1)));
		}
	});
	return el("li", {}, details);
}

/** parents before their children, siblings by start */
function ordered(spans) {
	const ids = new Set(spans.map((span) => span.spanId));
	const children = new Map();
	for (const span of [...spans].sort((one, other) => one.startMicros - other.startMicros)) {
		const parent = ids.has(span.parentId) && span.parentId !== span.spanId ? span.parentId : null;
		children.set(parent, [...(children.get(parent) ?? []), span]);
	}
	const result = [];
	const seen = new Set();
	const visit = (parent, depth) => {
		for (const span of children.get(parent) ?? []) {
			if (!seen.has(span.spanId)) {
				seen.add(span.spanId);
				result.push({span, depth});
				visit(span.spanId, depth + 1);
			}
		}
	};
	visit(null, 0);
	return result;
}
