// The answer to a batch, record by record: done, failed, untried.

import {button, el, replace} from "./dom.js";
import {STATES, clip} from "./format.js";

const SHOWN = 50;
const DRAWN = 500;

/** @param showRecord filters the log by the id of a record */
export function batchView(items, showRecord) {
	const counts = ["done", "failed", "untried"]
		.map((state) => [state, items.filter((item) => item.state === state).length])
		.filter(([, count]) => count > 0);
	const list = el("ol", {class: "items"});
	const toggle = button("", () => show(!all), {class: "small"});
	let all = false;
	const show = (value) => {
		all = value;
		const shown = all ? items : selection(items);
		replace(list, shown.slice(0, all ? DRAWN : SHOWN).map((item) => row(item, showRecord)));
		toggle.hidden = !all && shown.length === items.length;
		toggle.textContent = all ? "Show fewer records" : `Show all ${items.length} records`;
	};
	show(false);
	return el("section", {class: "batch", "aria-label": "Records"},
		el("div", {class: "row"}, ...counts.map(([state, count]) =>
			el("span", {class: "badge", "data-state": state}, `${STATES[state].icon} ${count} ${state}`))),
		el("div", {class: "squares", "aria-hidden": "true"}, ...items.slice(0, DRAWN).map((item) =>
			el("span", {class: "square", "data-state": item.state, title: `${item.index + 1}: ${item.state}`}, STATES[item.state]?.icon))),
		list, toggle);
}

// few records are all shown; of many, those that need attention
function selection(items) {
	if (items.length <= 10) {
		return items;
	}
	const attention = items.filter((item) => item.state !== "done");
	return attention.length > 0 ? attention.slice(0, SHOWN) : items.slice(0, 5);
}

function row(item, showRecord) {
	const state = STATES[item.state] ?? {icon: "?"};
	return el("li", {class: "item", "data-state": item.state},
		el("span", {class: "item-state"}, el("span", {"aria-hidden": "true"}, state.icon + " "), item.state),
		el("span", {class: "item-number"}, "#" + (item.index + 1)),
		el("span", {class: "item-text"}, item.id && el("code", {}, clip(String(item.id), 80)), item.message && el("span", {}, " ", clip(String(item.message), 300))),
		item.id && button("Log", () => showRecord(item.id), {class: "quiet small", "aria-label": `Show the log of record ${item.index + 1}`}));
}
