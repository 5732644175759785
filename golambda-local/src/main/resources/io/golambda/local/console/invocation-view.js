// One invocation: figures, answer, log, trace, metrics and the event that was sent.

import {$, button, el, replace} from "./dom.js";
import {batchView} from "./batch-view.js";
import {errorReport} from "./error-report.js";
import {failureOfAnswer, failureOfLine, unfolded} from "./failure.js";
import {STATES, clock, isOver, millis} from "./format.js";
import {jsonTree, parse} from "./json-tree.js";
import {LogView} from "./log-view.js";
import {metricView} from "./metric-view.js";
import {focusSpan, openSpans, spanOf, spanView} from "./span-view.js";

export class InvocationView {

	/** @param actions replay, replayFailed, junit and edit, each with the id or the event */
	constructor(actions) {
		this.root = $("invocation");
		this.log = new LogView(() => this.answerFailure);
		this.summary = null;
		this.replay = button("Replay", () => actions.replay(this.summary.id), {class: "small", "aria-keyshortcuts": "p"});
		this.replayFailed = button("Replay failed", () => actions.replayFailed(this.summary.id), {class: "small", "aria-keyshortcuts": "f"});
		this.junit = button("Copy as JUnit test", () => actions.junit(this.summary.id), {class: "small", "aria-keyshortcuts": "c"});
		this.edit = button("Edit event", () => actions.edit(this.details.event, this.summary), {class: "small"});
		replace($("invocation-actions"), this.replay, this.replayFailed, this.edit, this.junit);
		this.head = el("div", {class: "figures"});
		this.answer = el("section", {class: "block", "aria-labelledby": "answer-title"});
		this.logBlock = el("section", {class: "block", "aria-labelledby": "log-title"},
			el("h3", {id: "log-title"}, "Log"), this.log.root);
		this.trace = el("section", {class: "block", "aria-labelledby": "trace-title"});
		this.metrics = el("section", {class: "block", "aria-labelledby": "metrics-title"});
		this.event = el("section", {class: "block", "aria-labelledby": "sent-title"});
		this.clear();
	}

	get id() {
		return this.summary?.id ?? null;
	}

	clear() {
		this.summary = null;
		this.details = null;
		$("invocation-actions").hidden = true;
		replace(this.root, el("div", {class: "empty"},
			el("p", {class: "empty-title"}, "Nothing has run yet"),
			el("p", {}, "Make an event and run it. The answer, the log and the trace appear here."),
			el("p", {class: "hint"}, el("kbd", {}, "Ctrl ⏎"), " runs the event, ", el("kbd", {}, "?"), " shows all shortcuts.")));
	}

	/** shows what is known before the details are there */
	open(summary) {
		this.summary = summary;
		this.details = null;
		this.answerFailure = null;
		this.hasShownError = false;
		$("invocation-actions").hidden = false;
		replace(this.root, this.head, this.answer, this.logBlock, this.trace, this.metrics, this.event);
		this.root.scrollTop = 0;
		this.log.clear();
		replace(this.answer);
		replace(this.event);
		replace(this.trace);
		this.shownSpans = 0;
		replace(this.metrics);
		this.update(summary);
	}

	update(summary) {
		this.summary = summary;
		const state = STATES[summary.state] ?? {icon: "", text: summary.state};
		const hasFailed = ["failed", "partial", "timed-out"].includes(summary.state);
		this.replayFailed.disabled = !hasFailed;
		this.replay.disabled = !isOver(summary.state);
		this.junit.disabled = !isOver(summary.state);
		this.edit.disabled = !this.details;
		replace(this.head,
			el("div", {class: "figure-title"},
				el("span", {class: "badge", "data-state": summary.state}, `${state.icon} ${state.text}`),
				el("strong", {}, "#" + summary.number),
				summary.source && el("span", {}, summary.source),
				el("span", {class: "hint"}, summary.startedAt ? clock(summary.startedAt) : ""),
				el("code", {class: "hint request-id", title: "Request id"}, summary.id)),
			el("dl", {}, ...figures(summary)),
			timeline(summary));
	}

	/** the details, now or once more when the invocation is over */
	complete(details) {
		const isFirst = this.details === null;
		this.details = details;
		this.answerFailure = details.answer?.error ? failureOfAnswer(details.answer.text) : null;
		if (isFirst) {
			this.log.show(details.lines ?? []);
		}
		else {
			this.log.complete(details.lines ?? []);
		}
		this.update(details);
		this.showAnswer(details);
		this.spans(details.spans ?? []);
		const metrics = details.metrics ?? [];
		replace(this.metrics, metrics.length > 0 ? [el("h3", {id: "metrics-title"}, "Metrics"), metricView(metrics)] : []);
		this.showEvent(details.event);
		if (isOver(details.state) && !this.hasShownError && !this.answerFailure) {
			this.log.openFirstError();
		}
		this.hasShownError = isOver(details.state);
	}

	append(line) {
		this.log.append(line);
	}

	spans(spans) {
		// spans are only added: details may be older than what the stream has brought
		if (spans.length <= this.shownSpans) {
			return;
		}
		this.shownSpans = spans.length;
		const open = openSpans(this.trace);
		const focused = spanOf(document.activeElement);
		replace(this.trace, el("h3", {id: "trace-title"}, "Trace"), spanView(spans, open));
		if (focused) {
			focusSpan(this.trace, focused);
		}
	}

	showAnswer({answer, items}) {
		if (!answer) {
			replace(this.answer);
			return;
		}
		const {value, error} = parse(answer.text);
		const isBatch = items?.length > 0;
		const isTree = !error && value !== null && typeof value === "object";
		const text = el("pre", {class: answer.error ? "answer-text error" : "answer-text", id: "answer-text", tabindex: "0", "aria-label": "Answer"}, answer.text === "" ? "(empty)" : answer.text);
		replace(this.answer,
			el("h3", {id: "answer-title"}, answer.error ? "Answer: error" : "Answer"),
			isBatch && batchView(this.explained(items), (id) => this.showRecord(id)),
			this.answerFailure ? errorReport(this.fullFailure()) : isBatch ? null : isTree ? el("div", {class: "answer-tree"}, jsonTree(value, 2)) : text,
			(this.answerFailure || isTree || isBatch) && el("details", {class: "raw"}, el("summary", {}, "Answer as text"), text));
	}

	// the log line has values and causes, the answer has all frames
	fullFailure() {
		const line = (this.details.lines ?? []).map((one) => failureOfLine(one.json))
			.find((failure) => failure?.type === this.answerFailure.type && failure.message === this.answerFailure.message);
		return line ? unfolded(line, this.answerFailure) : this.answerFailure;
	}

	// why a record failed is in its error line
	explained(items) {
		const messages = new Map();
		for (const {json} of this.details.lines ?? []) {
			if (json?.["record.id"] !== undefined && json["error.type"] !== undefined) {
				messages.set(json["record.id"], json["error.message"] ?? json.message);
			}
		}
		return items.map((item) => item.state === "failed" && !item.message ? {...item, message: messages.get(item.id)} : item);
	}

	showRecord(id) {
		this.log.showRecord(id);
		this.log.openFirstError();
		this.logBlock.scrollIntoView({block: "start"});
		this.log.recordChip.focus({preventScroll: true});
	}

	showEvent(event) {
		if (this.event.childElementCount > 0 || event === undefined) {
			return;
		}
		const details = el("details", {class: "raw"}, el("summary", {}, el("h3", {id: "sent-title"}, "Event that was sent")));
		details.addEventListener("toggle", () => {
			if (details.open && details.children.length === 1) {
				const {value, error} = parse(event);
				details.append(error ? el("pre", {class: "answer-text"}, event) : jsonTree(value, 3));
			}
		});
		replace(this.event, details);
	}

}

function figures(summary) {
	const start = summary.coldStart === undefined || !isOver(summary.state) ? null : summary.coldStart ? "cold" : "warm";
	const all = [
		["Duration", millis(summary.durationMillis), start],
		["Init", millis(summary.initMillis)],
		["Billed", millis(summary.billedMillis)],
		["Memory", summary.memoryMegabytes ? summary.memoryMegabytes + " MB" : ""],
		["Records", summary.records > 0 ? String(summary.records) : "", summary.failedRecords > 0 ? summary.failedRecords + " failed" : null],
	];
	return all.filter(([, value]) => value !== "").map(([name, value, note]) =>
		el("div", {}, el("dt", {}, name), el("dd", {}, value, note && el("span", {class: "note note-" + note.split(" ").at(-1)}, note))));
}

function timeline({initMillis, durationMillis}) {
	if (!initMillis || durationMillis === undefined || durationMillis === null) {
		return null;
	}
	const bar = el("div", {class: "timeline", "aria-hidden": "true"},
		el("span", {class: "timeline-init"}, "init"), el("span", {class: "timeline-run"}, "handler"));
	bar.style.setProperty("--init", initMillis);
	bar.style.setProperty("--run", Math.max(durationMillis, (initMillis + durationMillis) / 100));
	return bar;
}
