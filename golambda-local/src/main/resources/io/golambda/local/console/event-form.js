// The form of a source: records with payload, attributes, parts and headers.

import {$, button, el, field, replace} from "./dom.js";
import {RecordForm} from "./record-form.js";
import {draft, setDraft} from "./settings.js";

const DEBOUNCE_MILLIS = 150;

export class EventForm {

	/** @param build makes the event of {source, records} and shows it */
	constructor(root, build) {
		this.root = root;
		this.build = build;
		this.sources = [];
		this.records = [];
		this.settled = [];
		this.problem = el("p", {class: "problem", role: "alert"});
	}

	show(sources) {
		this.sources = sources;
		if (sources.length === 0) {
			replace(this.root, el("p", {class: "hint"}, "The server offers no form. Paste an event instead."));
			return;
		}
		const saved = draft("form");
		this.select = el("select", {onchange: () => this.choose(this.select.value)},
			...sources.map((source) => el("option", {value: source.id}, source.label)));
		this.select.value = sources.some((source) => source.id === saved?.source) ? saved.source : sources[0].id;
		this.list = el("ol", {class: "records"});
		this.add = button("+ Record", () => this.addRecord({}, true), {class: "small"});
		replace(this.root, el("div", {class: "stack"},
			el("div", {class: "row source-row"}, field("Source", this.select), this.add),
			this.list, this.problem));
		this.choose(this.select.value, saved?.source === this.select.value ? saved.records : null);
	}

	get source() {
		return this.sources.find((source) => source.id === this.select.value);
	}

	choose(id, records = null) {
		const previous = records ?? this.records.map((record) => record.value());
		this.select.value = id;
		this.records = [];
		replace(this.list);
		const kept = previous.length > 0 ? previous : [{payload: "{\"hello\": \"world\"}"}];
		for (const record of this.source.batch ? kept : kept.slice(0, 1)) {
			this.addRecord(record, false);
		}
		this.add.hidden = !this.source.batch;
		this.changed(!records);
	}

	addRecord(value, focus) {
		const record = new RecordForm(this.source, value, {
			changed: () => this.changed(true),
			remove: () => this.remove(record),
			duplicate: () => this.addRecord(record.value(), true),
		});
		this.records.push(record);
		this.list.append(record.root);
		this.number();
		if (focus) {
			record.focus();
			this.changed(true);
		}
	}

	remove(record) {
		const index = this.records.indexOf(record);
		this.records.splice(index, 1);
		record.root.remove();
		this.number();
		(this.records[Math.min(index, this.records.length - 1)] ?? this).focus();
		this.changed(true);
	}

	number() {
		this.records.forEach((record, index) => record.number(index + 1, this.records.length));
	}

	focus() {
		this.select.focus();
	}

	/** makes the event anew, soon, and only for the last of several changes */
	changed(byUser) {
		const form = {source: this.select.value, records: this.records.map((record) => record.value())};
		setDraft("form", form);
		clearTimeout(this.timer);
		if (!byUser && $("event-text").value !== "") {
			return;
		}
		this.root.setAttribute("aria-busy", "true");
		// the first event is not typed
		this.timer = setTimeout(() => this.make(form), byUser && $("event-text").value !== "" ? DEBOUNCE_MILLIS : 0);
	}

	async make(form) {
		let problem = "";
		try {
			await this.build(form, () => this.isCurrent(form));
		}
		catch (error) {
			problem = error.message;
		}
		if (this.isCurrent(form)) {
			this.problem.textContent = problem;
			this.root.removeAttribute("aria-busy");
			this.settled.forEach((resolve) => resolve());
			this.settled = [];
		}
	}

	/** waits until the event has all that was typed */
	async settle() {
		if (this.root.hasAttribute("aria-busy")) {
			await new Promise((resolve) => this.settled.push(resolve));
		}
	}

	isCurrent(form) {
		return form.source === this.select.value
			&& JSON.stringify(form.records) === JSON.stringify(this.records.map((record) => record.value()));
	}

}
