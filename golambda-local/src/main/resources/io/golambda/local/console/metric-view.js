// Metrics of an invocation as a table.

import {el} from "./dom.js";

export function metricView(metrics) {
	const cells = (metric) => [
		el("th", {scope: "row"}, metric.name),
		el("td", {class: "number"}, String(metric.value)),
		el("td", {}, metric.unit ?? ""),
		el("td", {class: "hint"}, Object.entries(metric.dimensions ?? {}).map(([name, value]) => `${name}=${value}`).join(", ")),
	];
	return el("table", {class: "metrics"},
		el("thead", {}, el("tr", {}, ...["Metric", "Value", "Unit", "Dimensions"].map((name) => el("th", {scope: "col"}, name)))),
		el("tbody", {}, ...metrics.map((metric) => el("tr", {}, ...cells(metric)))));
}
