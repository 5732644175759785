// The full AWS event: a text area over its own coloured copy.

import {button, el, replace} from "./dom.js";
import {bytes} from "./format.js";
import {highlighted} from "./highlight.js";
import {jsonError} from "./json-position.js";
import {parse} from "./json-tree.js";
import {draft, setDraft} from "./settings.js";

const COLOURED_LIMIT = 60000;
const CHECKED_LIMIT = 2000000;

export class EventEditor {

	constructor(root, onEdit) {
		this.onEdit = onEdit;
		this.origin = "";
		this.text = el("textarea", {id: "event-text", spellcheck: "false", autocapitalize: "off", autocomplete: "off", wrap: "off",
			"aria-describedby": "event-info event-problem"});
		this.colours = el("pre", {"aria-hidden": "true"});
		this.info = el("span", {class: "hint", id: "event-info"});
		this.problem = el("div", {class: "problem", id: "event-problem", role: "alert"});
		replace(root,
			el("div", {class: "editor-head"},
				el("label", {for: "event-text"}, "AWS event"), this.info,
				button("Format", () => this.format(), {class: "quiet small"})),
			el("div", {class: "editor-text"}, this.colours, this.text),
			this.problem);
		this.text.addEventListener("input", () => this.edited());
		this.text.addEventListener("scroll", () => this.scroll());
		const saved = draft("event");
		this.set(saved?.text ?? "", saved?.origin ?? "");
	}

	get value() {
		return this.text.value;
	}

	/** shows an event that was made, read or opened */
	set(text, origin) {
		this.text.value = text;
		this.origin = origin;
		this.show();
	}

	edited() {
		if (!this.origin.endsWith("edited")) {
			this.origin = this.origin ? this.origin + ", edited" : "edited";
		}
		this.show();
		this.onEdit();
	}

	show() {
		const text = this.value;
		const coloured = text.length <= COLOURED_LIMIT;
		this.text.classList.toggle("coloured", coloured);
		// the last line needs a character, or the copy is a line shorter than the text area
		replace(this.colours, coloured ? [...highlighted(text), "\n "] : []);
		this.info.textContent = [this.origin, bytes(new Blob([text]).size)].filter(Boolean).join(" · ");
		setDraft("event", {text: coloured ? text : "", origin: this.origin});
		this.scroll();
		clearTimeout(this.checking);
		this.problem.textContent = "";
		this.text.removeAttribute("aria-invalid");
		this.checking = setTimeout(() => this.check(), 300);
	}

	/** whether the text is JSON; otherwise says where it is not */
	check() {
		clearTimeout(this.checking);
		const text = this.value;
		if (text.length > CHECKED_LIMIT) {
			return true;
		}
		const {error} = parse(text);
		this.problem.textContent = error ? problemOf(text) : "";
		if (error) {
			this.text.setAttribute("aria-invalid", "true");
		}
		else {
			this.text.removeAttribute("aria-invalid");
		}
		return !error;
	}

	format() {
		if (this.check()) {
			this.text.value = indented(this.value);
			this.show();
		}
		this.text.focus();
	}

	scroll() {
		this.colours.scrollTop = this.text.scrollTop;
		this.colours.scrollLeft = this.text.scrollLeft;
	}

	focus() {
		this.text.focus();
	}

}

/** indents JSON by its tokens, so that long numbers keep their digits */
export function indented(text) {
	const result = [];
	let depth = 0;
	const line = () => "\n" + "  ".repeat(depth);
	const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
	tokens.forEach((token, index) => {
		const next = tokens[index + 1];
		if (token === "{" || token === "[") {
			const isEmpty = next === "}" || next === "]";
			depth++;
			result.push(token, isEmpty ? "" : line());
		}
		else if (token === "}" || token === "]") {
			depth--;
			const previous = tokens[index - 1];
			result.push(previous === "{" || previous === "[" ? "" : line(), token);
		}
		else if (token === ",") {
			result.push(",", line());
		}
		else {
			result.push(token === ":" ? ": " : token);
		}
	});
	return result.join("");
}

function problemOf(text) {
	if (text.trim() === "") {
		return "There is no event.";
	}
	const error = jsonError(text);
	return error ? `Invalid JSON in line ${error.line}, column ${error.column}: expected ${error.expected}.` : "Invalid JSON.";
}
