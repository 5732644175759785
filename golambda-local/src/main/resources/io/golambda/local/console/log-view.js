// The log of an invocation: filter by level, text and record. The page holds a window of the
// matching lines, however many there are.

import {button, el, replace} from "./dom.js";
import {plural} from "./format.js";
import {LEVELS, levelOf, logLine} from "./log-line.js";
import {preference, setPreference} from "./settings.js";
import {rove, setStop} from "./roving.js";

const WINDOW = 200;

export class LogView {

	/** @param answerFailure returns the failure in the answer, if there is one */
	constructor(answerFailure) {
		this.answerFailure = answerFailure;
		this.lines = [];
		this.numbers = new Set();
		this.record = null;
		this.pending = [];
		this.level = el("select", {"aria-label": "Lowest level"},
			el("option", {value: ""}, "all lines"), ...LEVELS.slice(1).map((level) => el("option", {value: level}, level === "error" ? "error" : `${level} and above`)));
		this.level.value = preference("level") ?? "";
		this.search = el("input", {type: "search", placeholder: "Search  /", "aria-label": "Search the log", id: "log-search", "aria-keyshortcuts": "/", autocomplete: "off"});
		this.recordChip = button("", () => this.showRecord(null), {class: "chip", hidden: true});
		this.count = el("span", {class: "hint", role: "status"});
		this.list = el("ul", {class: "lines", "aria-label": "Log lines"});
		this.earlier = button("", () => this.move(-WINDOW), {class: "small wide"});
		this.later = button("", () => this.move(WINDOW), {class: "small wide"});
		this.root = el("div", {class: "log"},
			el("div", {class: "row log-tools"}, this.level, this.search, this.recordChip, this.count),
			this.earlier, this.list, this.later);
		this.level.addEventListener("change", () => {
			setPreference("level", this.level.value);
			this.render();
		});
		this.search.addEventListener("input", () => {
			clearTimeout(this.searching);
			this.searching = setTimeout(() => this.render(), 120);
		});
		this.search.addEventListener("keydown", (event) => {
			if (event.key === "ArrowDown") {
				event.preventDefault();
				this.render();
				this.summaries()[0]?.focus();
			}
		});
		rove(this.list, () => this.summaries());
		this.list.addEventListener("keydown", (event) => this.open(event));
	}

	summaries() {
		return [...this.list.querySelectorAll(":scope > .line > details > summary")];
	}

	/** arrows right and left open and close, as in a tree */
	open(event) {
		const details = event.target.closest("summary")?.parentElement;
		if (details && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
			event.preventDefault();
			details.open = event.key === "ArrowRight";
		}
	}

	/** shows the lines of an invocation, after clear() if it is another one */
	show(lines) {
		this.lines = [...lines];
		this.numbers = new Set(lines.map((line) => line.number));
		this.pending = [];
		this.record = null;
		this.render();
	}

	clear() {
		this.opensError = false;
		replace(this.list);
		this.show([]);
	}

	/** adds a line as it arrives; many lines are drawn at once, with the next frame */
	append(line) {
		if (this.numbers.has(line.number)) {
			return;
		}
		this.numbers.add(line.number);
		this.pending.push(line);
		this.drawing ??= requestAnimationFrame(() => this.draw());
	}

	/** adds the lines that the stream missed, without closing those that are open */
	complete(lines) {
		this.draw();
		const missing = lines.filter((line) => !this.numbers.has(line.number));
		if (missing.length === 0) {
			return;
		}
		if (missing.every((line) => line.number > (this.lines.at(-1)?.number ?? -1))) {
			missing.forEach((line) => this.append(line));
			this.draw();
			return;
		}
		const record = this.record;
		this.show(lines);
		this.showRecord(record);
	}

	draw() {
		cancelAnimationFrame(this.drawing);
		this.drawing = null;
		const added = this.pending;
		this.pending = [];
		this.lines.push(...added);
		const isAtEnd = this.start + WINDOW >= this.matching.length;
		const matching = added.filter((line) => this.matches(line));
		this.matching.push(...matching);
		if (!isAtEnd) {
			this.showCounts();
			return;
		}
		const last = Math.max(0, this.matching.length - WINDOW);
		for (let surplus = last - this.start; surplus > 0 && this.list.firstChild; surplus--) {
			this.list.firstChild.remove();
		}
		this.start = last;
		this.list.append(...matching.slice(-WINDOW).map((line) => this.item(line)));
		this.finish();
		this.openAwaitedError();
	}

	showRecord(id) {
		this.record = id;
		this.recordChip.hidden = id === null;
		this.recordChip.textContent = `record ${id} ×`;
		this.recordChip.setAttribute("aria-label", `Only lines of record ${id}. Show all lines`);
		this.render();
	}

	matches(line) {
		const level = this.level.value;
		return (level === "" || LEVELS.indexOf(levelOf(line)) >= LEVELS.indexOf(level))
			&& (this.text === "" || line.raw.toLowerCase().includes(this.text))
			&& (this.record === null || line.json?.["record.id"] === this.record);
	}

	render() {
		clearTimeout(this.searching);
		this.text = this.search.value.trim().toLowerCase();
		this.matching = this.lines.filter((line) => this.matches(line));
		this.start = 0;
		this.drawWindow();
	}

	move(distance) {
		this.start = Math.max(0, Math.min(this.matching.length - WINDOW, this.start + distance));
		this.drawWindow();
		this.summaries()[0]?.focus();
	}

	/** draws the lines anew; those that were there stay as they are: open, and focused */
	drawWindow() {
		const focused = document.activeElement;
		const drawn = new Map([...this.list.children].map((item) => [item.dataset.number, item]));
		replace(this.list, this.matching.slice(this.start, this.start + WINDOW)
			.map((line) => drawn.get(String(line.number)) ?? this.item(line)));
		if (focused !== document.activeElement && this.list.contains(focused)) {
			focused.focus({preventScroll: true});
		}
		this.finish();
	}

	item(line) {
		const item = logLine(line, this.answerFailure);
		item.dataset.number = line.number;
		return item;
	}

	finish() {
		const summaries = this.summaries();
		setStop(summaries, summaries.find((summary) => summary.tabIndex === 0 && summary === document.activeElement));
		this.showCounts();
	}

	showCounts() {
		const after = Math.max(0, this.matching.length - this.start - WINDOW);
		this.earlier.hidden = this.start === 0;
		this.earlier.textContent = plural(this.start, "earlier line");
		this.later.hidden = after === 0;
		this.later.textContent = plural(after, "later line");
		this.count.textContent = this.matching.length === this.lines.length
			? plural(this.lines.length, "line") : `${this.matching.length} of ${plural(this.lines.length, "line")}`;
	}

	/** opens the first error, also if its line arrives later */
	openFirstError() {
		this.opensError = true;
		this.openAwaitedError();
	}

	openAwaitedError() {
		const details = this.opensError && this.list.querySelector(".level-error > details");
		if (details) {
			details.open = true;
			this.opensError = false;
		}
	}

}
