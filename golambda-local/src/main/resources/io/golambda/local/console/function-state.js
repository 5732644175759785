// The function in the header: its state, and that it was restarted.

import {$} from "./dom.js";
import {notice} from "./notice.js";

const TEXTS = {starting: "starting", ready: "ready", running: "running", stopped: "stopped", failed: "failed to start"};

export class FunctionState {

	constructor() {
		this.restarts = null;
	}

	show(fn) {
		const state = $("function-state");
		state.dataset.state = fn.state;
		state.textContent = TEXTS[fn.state] ?? fn.state;
		$("function-name").textContent = fn.name;
		document.title = `${fn.name} · golambda console`;
		const restarted = fn.restarts > 0 ? `restarted ${fn.restarts}×${fn.lastRestartReason ? ` (${fn.lastRestartReason})` : ""}` : "";
		const facts = [
			fn.javaVersion && "Java " + fn.javaVersion,
			fn.runtime === "lambda" ? "Lambda's runtime client" : "golambda's runtime client",
			`timeout ${fn.timeoutSeconds} s`,
			restarted,
			fn.pendingChange && `${fn.pendingChange}: the next event starts it again`,
		];
		$("function-facts").textContent = facts.filter(Boolean).join(" · ");
		$("function-facts").title = fn.handler ?? "";
		$("concurrency").textContent = fn.concurrency > 1 ? `${fn.concurrency} at once` : "one at a time";
		$("concurrency").title = "--concurrency=N sets how many run at once";
		if (this.restarts !== null && fn.restarts > this.restarts) {
			notice(`The function was restarted${fn.lastRestartReason ? ": " + fn.lastRestartReason : ""}.`);
		}
		this.restarts = fn.restarts;
	}

	lost() {
		const state = $("function-state");
		state.dataset.state = "stopped";
		state.textContent = "disconnected";
	}

}
