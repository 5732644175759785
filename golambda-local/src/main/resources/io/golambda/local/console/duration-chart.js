// Durations of the last invocations as bars, or as a table.

import {$, button, el, replace, svg} from "./dom.js";
import {STATES, isOver, millis} from "./format.js";

const SHOWN = 60;
const WIDTH = 264;
const HEIGHT = 64;

export class DurationChart {

	constructor(onSelect) {
		this.root = $("durations");
		this.onSelect = onSelect;
		this.isTable = false;
		this.toggle = button("Table", () => {
			this.isTable = !this.isTable;
			this.toggle.textContent = this.isTable ? "Chart" : "Table";
			this.show(this.last, this.selected);
		}, {class: "quiet small"});
	}

	/** @param summaries newest first */
	show(summaries, selected) {
		this.last = summaries;
		this.selected = selected;
		const shown = summaries.filter((one) => isOver(one.state) && Number.isFinite(one.durationMillis)).slice(0, SHOWN).reverse();
		this.root.hidden = shown.length === 0;
		if (shown.length === 0) {
			return;
		}
		replace(this.root,
			el("div", {class: "row chart-head"}, el("h3", {}, "Durations"), this.toggle),
			this.isTable ? table(shown) : this.chart(shown),
			el("p", {class: "hint"}, statistics(shown)));
	}

	chart(shown) {
		const longest = Math.max(...shown.map((one) => one.durationMillis), 0.001);
		const step = WIDTH / Math.max(shown.length, 20);
		const bars = shown.map((one, index) => {
			const height = Math.max(2, (HEIGHT - 14) * one.durationMillis / longest);
			return svg("rect", {
				class: "bar-" + one.state + (one.coldStart ? " bar-cold" : "") + (one.id === this.selected ? " bar-selected" : ""),
				x: (index * step + 0.5).toFixed(2), y: (HEIGHT - height).toFixed(2), width: Math.max(1.5, step - 1.5).toFixed(2), height: height.toFixed(2), rx: 1.5,
				onclick: () => this.onSelect(one.id),
			}, svg("title", {}, `#${one.number}: ${millis(one.durationMillis)}, ${STATES[one.state]?.text ?? one.state}${one.coldStart ? ", cold" : ""}`));
		});
		return svg("svg", {class: "chart", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": "Durations of the last invocations. " + statistics(shown)},
			svg("line", {class: "chart-line", x1: 0, x2: WIDTH, y1: 13.5, y2: 13.5}),
			svg("text", {class: "chart-text", x: 0, y: 9}, millis(longest)), ...bars);
	}

}

function table(shown) {
	return el("div", {class: "chart-table", tabindex: "0", role: "group", "aria-label": "Table of durations"}, el("table", {class: "metrics"},
		el("thead", {}, el("tr", {}, ...["Invocation", "Duration", "Start", "State"].map((name) => el("th", {scope: "col"}, name)))),
		el("tbody", {}, ...[...shown].reverse().map((one) => el("tr", {},
			el("th", {scope: "row"}, "#" + one.number), el("td", {class: "number"}, millis(one.durationMillis)),
			el("td", {}, one.coldStart ? "cold" : "warm"), el("td", {}, STATES[one.state]?.text ?? one.state))))));
}

function statistics(shown) {
	const warm = shown.filter((one) => !one.coldStart);
	const times = (warm.length > 0 ? warm : shown).map((one) => one.durationMillis).sort((one, other) => one - other);
	const at = (share) => millis(times[Math.min(times.length - 1, Math.floor(share * times.length))]);
	return `${warm.length > 0 ? "warm" : "cold"}: median ${at(0.5)}, p95 ${at(0.95)}, slowest ${millis(times.at(-1))}`
		// a number stays with its unit
		.replaceAll(/(\d) /g, "$1\u00a0");
}
