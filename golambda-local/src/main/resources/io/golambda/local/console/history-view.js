// The invocations, newest first.

import {$, el, replace} from "./dom.js";
import {STATES, clock, isOver, millis} from "./format.js";
import {rove, setStop} from "./roving.js";

const KEPT = 200;

export class HistoryView {

	constructor(onSelect) {
		this.onSelect = onSelect;
		this.byId = new Map();
		this.selected = null;
		this.list = el("ol", {class: "invocations", "aria-label": "Invocations, newest first"});
		this.empty = el("p", {class: "empty hint"}, "Invocations appear here.");
		replace($("history"), this.empty, this.list);
		rove(this.list, () => this.buttons());
	}

	/** newest first */
	get all() {
		return [...this.byId.values()].map((entry) => entry.summary).sort((one, other) => other.number - one.number);
	}

	buttons() {
		return [...this.list.querySelectorAll("button")];
	}

	get(id) {
		return this.byId.get(id)?.summary;
	}

	show(summaries) {
		this.byId.clear();
		replace(this.list);
		for (const summary of [...summaries].sort((one, other) => one.number - other.number)) {
			this.put(summary);
		}
		this.finish();
	}

	put(summary) {
		const entry = this.byId.get(summary.id);
		if (entry) {
			entry.summary = summary;
			this.fill(entry);
			return;
		}
		const row = el("button", {type: "button", onclick: () => this.onSelect(summary.id)});
		const added = {summary, row, item: el("li", {}, row)};
		this.byId.set(summary.id, added);
		this.fill(added);
		const older = [...this.list.children].find((item) => this.numberOf(item) < summary.number);
		this.list.insertBefore(added.item, older ?? null);
		added.item.dataset.number = summary.number;
		while (this.byId.size > KEPT) {
			const last = this.list.lastElementChild;
			this.byId.delete(last.dataset.id);
			last.remove();
		}
		this.finish();
	}

	numberOf(item) {
		return Number(item.dataset.number);
	}

	fill({summary, row, item}) {
		const state = STATES[summary.state] ?? {icon: "", text: summary.state};
		item.dataset.id = summary.id;
		row.dataset.state = summary.state;
		if (summary.id === this.selected) {
			row.setAttribute("aria-current", "true");
		}
		else {
			row.removeAttribute("aria-current");
		}
		replace(row,
			el("span", {class: "history-state", "data-state": summary.state, title: state.text}, el("span", {"aria-hidden": "true"}, state.icon), el("span", {class: "visually-hidden"}, state.text)),
			el("span", {class: "history-main"},
				el("span", {class: "history-label"}, summary.label || summary.source || "event"),
				el("span", {class: "hint"}, `#${summary.number}`, summary.startedAt ? " · " + clock(summary.startedAt).slice(0, 8) : "",
					summary.source ? " · " + summary.source : "", summary.records > 1 ? ` ×${summary.records}` : "")),
			el("span", {class: "history-time"},
				el("span", {}, isOver(summary.state) ? millis(summary.durationMillis) : state.text),
				summary.coldStart && isOver(summary.state) && el("span", {class: "note note-cold"}, "cold"),
				summary.failedRecords > 0 && el("span", {class: "note note-failed"}, summary.failedRecords + " failed")));
	}

	mark(id) {
		const previous = this.byId.get(this.selected);
		this.selected = id;
		for (const entry of [previous, this.byId.get(id)]) {
			if (entry) {
				this.fill(entry);
			}
		}
		this.finish();
	}

	/** selects the next older (1) or newer (-1) invocation */
	step(distance) {
		const all = this.all;
		const index = all.findIndex((summary) => summary.id === this.selected);
		const next = all[index < 0 ? 0 : Math.max(0, Math.min(all.length - 1, index + distance))];
		if (next) {
			this.onSelect(next.id);
			this.byId.get(next.id).row.scrollIntoView({block: "nearest"});
		}
	}

	finish() {
		this.empty.hidden = this.byId.size > 0;
		setStop(this.buttons(), this.byId.get(this.selected)?.row);
	}

	focus() {
		(this.byId.get(this.selected)?.row ?? this.buttons()[0] ?? $("history-pane")).focus();
	}

}
