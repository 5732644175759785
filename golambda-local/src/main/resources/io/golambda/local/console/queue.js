// The loop that polls a local queue, as an event source mapping does.

import {$, button, el, field, replace} from "./dom.js";
import {api} from "./api.js";
import {draft, setDraft} from "./settings.js";

export class Queue {

	constructor(root) {
		const saved = draft("queue") ?? {};
		this.url = el("input", {class: "code", type: "url", placeholder: "http://localhost:9324/000000000000/orders", spellcheck: "false", value: saved.queueUrl ?? ""});
		this.size = el("input", {type: "number", min: "1", max: "10000", value: saved.batchSize ?? 10});
		this.window = el("input", {type: "number", min: "0", max: "300", value: saved.batchWindowSeconds ?? 0});
		this.partial = el("input", {type: "checkbox"});
		this.partial.checked = saved.reportBatchItemFailures ?? true;
		this.toggle = button("Start polling", () => this.switch(), {class: "primary"});
		this.counts = el("dl", {class: "counts"});
		this.problem = el("p", {class: "problem", role: "alert"});
		this.state = {running: false};
		this.url.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
				this.switch();
			}
		});
		replace(root, el("div", {class: "stack"},
			field("Queue URL", this.url, "A local SQS, for example ElasticMQ. Messages that the function handled are deleted, failed ones return to the queue."),
			el("div", {class: "row"}, field("Batch size", this.size), field("Batch window, s", this.window)),
			el("label", {class: "inline"}, this.partial, "ReportBatchItemFailures"),
			el("div", {class: "row"}, this.toggle), this.counts, this.problem));
		$("queue-chip").addEventListener("click", () => $("tab-queue").click());
	}

	async load() {
		this.show(await api.queue());
	}

	async switch() {
		this.problem.textContent = "";
		try {
			if (this.state.running) {
				await api.stopPolling();
			}
			else {
				const settings = {
					queueUrl: this.url.value.trim(),
					batchSize: Number(this.size.value),
					batchWindowSeconds: Number(this.window.value),
					reportBatchItemFailures: this.partial.checked,
				};
				setDraft("queue", settings);
				await api.poll(settings);
			}
			await this.load();
		}
		catch (error) {
			this.problem.textContent = error.message;
		}
	}

	show(state) {
		this.state = state;
		if (state.queueUrl && document.activeElement !== this.url) {
			this.url.value = state.queueUrl;
		}
		for (const input of [this.url, this.size, this.window, this.partial]) {
			input.disabled = state.running;
		}
		this.toggle.textContent = state.running ? "Stop polling" : "Start polling";
		const chip = $("queue-chip");
		chip.hidden = !state.running;
		chip.textContent = `polling · ${state.received ?? 0}`;
		chip.setAttribute("aria-label", `Polling the queue, ${state.received ?? 0} messages received. Show the queue`);
		const hasCounts = state.running || state.received > 0;
		replace(this.counts, hasCounts ? ["received", "deleted", "returned"].map((name) => el("div", {},
			el("dt", {}, name), el("dd", {}, String(state[name] ?? 0)))) : []);
		this.problem.textContent = state.lastError ?? "";
	}

	focus() {
		this.url.focus();
	}

}
