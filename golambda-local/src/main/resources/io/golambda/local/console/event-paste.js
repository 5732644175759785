// Pasted text: an event, or a log line with an event in it.

import {api} from "./api.js";
import {button, el, field, replace} from "./dom.js";
import {plural} from "./format.js";

export class EventPaste {

	constructor(root, show) {
		this.show = show;
		this.text = el("textarea", {rows: "6", spellcheck: "false", placeholder: "{\"Records\": […]} or {\"level\":\"debug\", …, \"event\": …}"});
		this.result = el("p", {class: "hint", role: "status"});
		this.problem = el("p", {class: "problem", role: "alert"});
		this.text.addEventListener("paste", () => setTimeout(() => this.read()));
		replace(root, el("div", {class: "stack"},
			field("Event or log line", this.text, "An AWS event, or a line of CloudWatch Logs that contains one, such as golambda logs at debug."),
			el("div", {class: "row"}, button("Use it", () => this.read())),
			this.result, this.problem));
	}

	async read() {
		this.result.textContent = "";
		this.problem.textContent = "";
		try {
			const read = await api.read(this.text.value);
			const source = read.source ? `${read.source}, ${plural(read.records, "record")}` : "no known source";
			this.show(read.event, read.found === "log line" ? "from a log line" : "pasted");
			this.result.textContent = read.found === "log line" ? `Found an event in the log line: ${source}.` : `Event: ${source}.`;
		}
		catch (error) {
			this.problem.textContent = error.message;
		}
	}

	focus() {
		this.text.focus();
	}

}
