// One record of the form. It has only the fields that its source has.

import {button, el, field, replace} from "./dom.js";

let lastList = 0;

export class RecordForm {

	constructor(source, value, actions) {
		this.source = source;
		this.actions = actions;
		this.title = el("span", {class: "record-title"});
		this.payload = el("textarea", {rows: "2", spellcheck: "false", placeholder: source.payload?.description ?? "", value: value.payload ?? ""});
		this.id = el("input", {class: "code", value: value.id ?? "", placeholder: "generated"});
		this.timestamp = el("input", {class: "code", value: value.timestamp ?? "", placeholder: "now, or 2026-01-01T12:00:00Z"});
		this.parts = (source.parts ?? []).map((part) => ({
			name: part.name,
			input: el("textarea", {rows: "1", spellcheck: "false", value: value.parts?.[part.name] ?? ""}),
			description: part.description,
		}));
		this.pairs = {
			attributes: el("ul", {class: "pairs"}),
			headers: el("ul", {class: "pairs"}),
		};
		this.names = el("datalist", {id: "names-" + ++lastList},
			...(source.attributes ?? []).map((attribute) => el("option", {value: attribute.name}, attribute.description ?? "")));
		this.duplicateButton = button("Duplicate", actions.duplicate, {class: "quiet small"});
		this.removeButton = button("Remove", actions.remove, {class: "quiet small"});
		this.root = this.element();
		// the value may be that of a record of another source
		for (const [name, text] of Object.entries(value.attributes ?? {})) {
			if (source.customAttributes || source.attributes?.some((attribute) => attribute.name === name)) {
				this.addPair("attributes", name, text);
			}
		}
		for (const [name, text] of Object.entries((source.headers && value.headers) || {})) {
			this.addPair("headers", name, text);
		}
		this.root.addEventListener("input", actions.changed);
		this.more.open = Boolean(value.id || value.timestamp);
	}

	element() {
		const hasAttributes = this.source.customAttributes || this.source.attributes?.length > 0;
		this.more = el("details", {class: "more"}, el("summary", {}, "Id and time"),
			el("div", {class: "pair-fields"}, field("Id", this.id), field("Time", this.timestamp)));
		return el("li", {class: "record"},
			el("div", {class: "record-head"}, this.title, this.duplicateButton, this.removeButton),
			field(this.source.payload?.label ?? "Payload", this.payload),
			...this.parts.map((part) => field(part.name, part.input, part.description)),
			this.pairs.attributes, this.pairs.headers, this.names,
			el("div", {class: "row"},
				hasAttributes && button("+ Attribute", () => this.addPair("attributes", "", "", true), {class: "small"}),
				this.source.headers && button("+ Header", () => this.addPair("headers", "", "", true), {class: "small"}),
				this.more));
	}

	addPair(kind, name, value, focus = false) {
		const isAttribute = kind === "attributes";
		const noun = isAttribute ? "attribute" : "header";
		const known = this.source.attributes ?? [];
		const nameInput = isAttribute && !this.source.customAttributes
			? el("select", {"aria-label": "Name of the attribute"}, ...known.map((one) => el("option", {value: one.name}, one.name)))
			: el("input", {class: "code", "aria-label": `Name of the ${noun}`, placeholder: "name", list: isAttribute && this.names.id, value: name});
		if (name) {
			nameInput.value = name;
		}
		const valueInput = el("input", {class: "code", "aria-label": `Value of the ${noun}`, value});
		const hint = el("span", {class: "hint"});
		const describe = () => {
			const attribute = isAttribute ? known.find((one) => one.name === nameInput.value) : null;
			valueInput.placeholder = attribute?.example ?? "value";
			hint.textContent = attribute?.description ?? "";
		};
		const item = el("li", {}, nameInput, valueInput,
			button("×", () => {
				item.remove();
				this.actions.changed();
			}, {class: "quiet small", "aria-label": `Remove the ${noun}`}), hint);
		nameInput.addEventListener("input", describe);
		describe();
		this.pairs[kind].append(item);
		if (focus) {
			nameInput.focus();
		}
	}

	/** the record as the server takes it: only what was filled in */
	value() {
		const value = {payload: this.payload.value};
		put(value, "id", this.id.value);
		put(value, "timestamp", this.timestamp.value);
		const parts = Object.fromEntries(this.parts.map((part) => [part.name, part.input.value]).filter(([, text]) => text !== ""));
		put(value, "parts", parts);
		put(value, "attributes", pairs(this.pairs.attributes));
		put(value, "headers", pairs(this.pairs.headers));
		return value;
	}

	number(number, count) {
		const noun = this.source.batch ? `Record ${number}` : "Record";
		replace(this.title, noun);
		this.root.setAttribute("aria-label", noun);
		this.duplicateButton.hidden = !this.source.batch;
		this.removeButton.hidden = count === 1;
		this.duplicateButton.setAttribute("aria-label", "Duplicate record " + number);
		this.removeButton.setAttribute("aria-label", "Remove record " + number);
	}

	focus() {
		this.payload.focus();
	}

}

function pairs(list) {
	return Object.fromEntries([...list.children]
		.map((item) => [item.children[0].value.trim(), item.children[1].value])
		.filter(([name]) => name !== ""));
}

function put(target, name, value) {
	if (typeof value === "string" ? value.trim() !== "" : Object.keys(value).length > 0) {
		target[name] = value;
	}
}
