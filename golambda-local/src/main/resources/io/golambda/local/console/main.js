// Puts the parts of the page together.

import {$} from "./dom.js";
import {api} from "./api.js";
import {DurationChart} from "./duration-chart.js";
import {toggleFrames} from "./error-report.js";
import {EventEditor} from "./event-editor.js";
import {EventFiles} from "./event-files.js";
import {EventForm} from "./event-form.js";
import {EventPaste} from "./event-paste.js";
import {STATES, isOver, millis} from "./format.js";
import {FunctionState} from "./function-state.js";
import {HistoryView} from "./history-view.js";
import {InvocationView} from "./invocation-view.js";
import {confirmed, copyCode, failure, notice} from "./notice.js";
import {Queue} from "./queue.js";
import {showHelp, startShortcuts} from "./shortcuts.js";
import {connect} from "./stream.js";
import {Tabs} from "./tabs.js";
import {startTheme, switchTheme} from "./theme.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

const functionState = new FunctionState();
const editor = new EventEditor($("editor"), () => {});
const form = new EventForm($("panel-make"), async (request, isCurrent) => {
	const made = await api.build(request.source, request.records);
	if (isCurrent()) {
		editor.set(made.event, "made by the form");
	}
});
const files = new EventFiles($("panel-files"), editor);
const paste = new EventPaste($("panel-paste"), (event, origin) => editor.set(event, origin));
const queue = new Queue($("panel-queue"));
const tabs = new Tabs(document.querySelector("#event-pane [role=tablist]"), (id) => {
	if (id === "tab-files") {
		files.load();
	}
});
const view = new InvocationView({replay, replayFailed, junit, edit});
const history = new HistoryView((id) => select(id));
const chart = new DurationChart((id) => select(id));

/** ids of invocations that this page started, and whose end it announces */
const started = new Set();

function showPane(name) {
	document.body.dataset.pane = name;
	for (const one of document.querySelectorAll(".pane-switch button")) {
		one.setAttribute("aria-current", String(one.dataset.pane === name));
	}
}

function focusPane(name) {
	showPane(name);
	if (name === "history") {
		history.focus();
	}
	else {
		$(name + "-pane").focus();
	}
}

async function run() {
	await form.settle();
	if (!editor.check()) {
		editor.focus();
		notice("The event is not valid JSON, so it was not sent.", "error");
		return;
	}
	const count = Math.trunc(Number($("count").value));
	if (!(count >= 1 && count <= 1000)) {
		$("count").focus();
		notice("Run the event 1 to 1000 times.", "error");
		return;
	}
	// a function without tenant isolation has no tenant
	const tenantId = $("tenant").value || undefined;
	await begin(() => api.invoke(editor.value, count, tenantId));
}

function replay(id) {
	return begin(() => api.replay(id));
}

function replayFailed(id) {
	return begin(() => api.replayFailed(id));
}

async function begin(action) {
	try {
		const {ids} = await action();
		ids.forEach((id) => started.add(id));
		if (ids.length > 1) {
			notice(`${ids.length} invocations are queued.`);
		}
		await select(ids[0]);
	}
	catch (error) {
		failure(error);
	}
}

async function junit(id) {
	try {
		const {code, files: read = {}} = await api.junit(id);
		if (Object.keys(read).length > 0) {
			await files.offer(read);
		}
		await copyCode("JUnit test", code);
	}
	catch (error) {
		failure(error);
	}
}

function edit(event, summary) {
	editor.set(event, "event of #" + summary.number);
	showPane("event");
	editor.focus();
}

async function select(id) {
	showPane("invocation");
	history.mark(id);
	chart.show(history.all, id);
	if (history.get(id)) {
		view.open(history.get(id));
	}
	await loadDetails(id);
}

async function loadDetails(id) {
	try {
		const details = await api.invocation(id);
		if (history.selected !== id) {
			return;
		}
		if (view.id !== id) {
			view.open(details);
		}
		// an older answer must not take the place of a newer state
		if (isOver(details.state) || !isOver(view.summary.state)) {
			view.complete(details);
		}
	}
	catch (error) {
		failure(error);
	}
}

let charting;

/** what the stream says while the history is loaded: it is newer */
let arrived = new Map();

function changed(summary) {
	arrived.set(summary.id, summary);
	const before = history.get(summary.id);
	history.put(summary);
	charting ??= requestAnimationFrame(() => {
		charting = null;
		chart.show(history.all, history.selected);
	});
	if (isOver(summary.state)) {
		announce(summary);
	}
	if (history.selected === null) {
		history.mark(summary.id);
		view.open(summary);
		loadDetails(summary.id);
	}
	else if (history.selected === summary.id) {
		if (view.id === summary.id) {
			view.update(summary);
		}
		else {
			// now, so that it has the lines and spans that follow
			view.open(summary);
		}
		if (isOver(summary.state) && !(before && isOver(before.state) && view.details && isOver(view.details.state))) {
			loadDetails(summary.id);
		}
	}
}

function announce(summary) {
	if (!started.delete(summary.id)) {
		return;
	}
	const isLast = [...started].every((id) => !history.get(id) || isOver(history.get(id).state));
	if (isLast) {
		notice(`Invocation ${summary.number} ${STATES[summary.state]?.text ?? summary.state} in ${millis(summary.durationMillis)}.`);
	}
}

async function loadAll() {
	const main = document.querySelector("main");
	main.setAttribute("aria-busy", "true");
	arrived = new Map();
	const attempts = await Promise.allSettled([
		api.fn().then((fn) => {
			functionState.show(fn);
			return files.load(fn.eventsFolder);
		}),
		api.invocations().then(async (summaries) => {
			history.show([...summaries.filter(({id}) => !arrived.has(id)), ...arrived.values()]);
			const isKept = history.get(history.selected) || started.has(history.selected);
			const id = isKept ? history.selected : history.all[0]?.id;
			history.mark(id ?? null);
			chart.show(history.all, id);
			if (id) {
				if (history.get(id)) {
					view.open(history.get(id));
				}
				await loadDetails(id);
			}
			else {
				view.clear();
			}
		}),
		queue.load(),
		form.sources.length > 0 ? null : api.sources().then((sources) => form.show(sources)),
	]);
	main.removeAttribute("aria-busy");
	attempts.filter((attempt) => attempt.status === "rejected").forEach((attempt) => failure(attempt.reason));
}

async function clearHistory() {
	if (history.all.length > 0 && await confirmed("Clear the history?", "All invocations, their answers and logs are forgotten.", "Clear")) {
		try {
			await api.clear();
		}
		catch (error) {
			failure(error);
		}
	}
}

function onSelected(action) {
	return () => view.id && action(view.id);
}

function paneOf(event) {
	return event.altKey && !event.ctrlKey ? {Digit1: "event", Digit2: "invocation", Digit3: "history"}[event.code] : undefined;
}

const always = [
	{keys: [isMac ? "⌘" : "Ctrl", "⏎"], label: "Run the event", matches: (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey), run},
	{keys: ["Alt", "1–3"], label: "Go to event, invocation, history", matches: (event) => paneOf(event) !== undefined, run: (event) => focusPane(paneOf(event))},
];
const single = [
	{key: "e", keys: ["e"], label: "Go to the event", run: () => focusPane("event")},
	{key: "i", keys: ["i"], label: "Go to the invocation", run: () => focusPane("invocation")},
	{key: "h", keys: ["h"], label: "Go to the history", run: () => focusPane("history")},
	{key: "j", keys: ["j"], label: "Next older invocation", run: () => history.step(1)},
	{key: "k", keys: ["k"], label: "Next newer invocation", run: () => history.step(-1)},
	{key: "/", keys: ["/"], label: "Search the log", run: () => {
		showPane("invocation");
		$("log-search")?.focus();
	}},
	{key: "x", keys: ["x"], label: "Open or close folded frames", run: () => toggleFrames($("invocation"))},
	{key: "p", keys: ["p"], label: "Replay", run: onSelected(replay)},
	{key: "f", keys: ["f"], label: "Replay only what failed", run: onSelected(replayFailed)},
	{key: "c", keys: ["c"], label: "Copy as JUnit test", run: onSelected(junit)},
	{key: "t", keys: ["t"], label: "Switch the theme", run: () => notice(`Theme: ${switchTheme()}`)},
	{key: "?", keys: ["?"], label: "Show this list", run: () => showHelp(always, single)},
];

startTheme();
startShortcuts(always, single);
showPane("event");
$("run-keys").textContent = isMac ? "⌘ ⏎" : "Ctrl ⏎";
$("run").addEventListener("click", run);
$("clear-history").addEventListener("click", clearHistory);
for (const one of document.querySelectorAll(".pane-switch button")) {
	one.addEventListener("click", () => showPane(one.dataset.pane));
}

let wasLost = false;

connect({
	function: (fn) => functionState.show(fn),
	invocation: changed,
	log: ({invocation, line}) => invocation === view.id && view.append(line),
	spans: ({invocation, spans}) => invocation === view.id && view.spans(spans),
	queue: (state) => queue.show(state),
	cleared: loadAll,
}, () => {
	$("connection").hidden = true;
	if (wasLost) {
		notice("Connected again.");
	}
	wasLost = false;
	loadAll();
}, () => {
	wasLost = true;
	started.clear();
	functionState.lost();
	$("connection").hidden = false;
	$("connection").textContent = "The console's server is away. Connecting again…";
});
