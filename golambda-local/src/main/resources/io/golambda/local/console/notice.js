// Short messages, read aloud by screen readers, and questions.

import {$, button, el, replace} from "./dom.js";

const NOTICE_MILLIS = 4500;
const ERROR_MILLIS = 10000;

let timer;

export function notice(text, kind = "info") {
	const status = $("status");
	clearTimeout(timer);
	status.dataset.kind = kind;
	status.textContent = text;
	timer = setTimeout(() => {
		status.textContent = "";
	}, kind === "error" ? ERROR_MILLIS : NOTICE_MILLIS);
}

/** reports the failure of an action; used as the last catch of every one */
export function failure(error) {
	notice(error.message, "error");
}

/** asks; the answer is true only if the user confirms */
export function confirmed(title, text, action) {
	const dialog = $("question");
	return new Promise((resolve) => {
		let answer = false;
		const confirm = button(action, () => {
			answer = true;
			dialog.close();
		}, {class: "primary"});
		replace(dialog,
			el("h2", {id: "question-title"}, title),
			el("p", {}, text),
			el("div", {class: "row"}, button("Cancel", () => dialog.close()), confirm));
		dialog.addEventListener("close", () => resolve(answer), {once: true});
		dialog.showModal();
	});
}

/** copies code, or shows it to be copied where the browser does not allow it */
export async function copyCode(title, code) {
	try {
		await navigator.clipboard.writeText(code);
		notice(`${title} copied to the clipboard.`);
	}
	catch {
		showCode(title, code);
	}
}

export function showCode(title, code) {
	const dialog = $("code");
	const text = el("pre", {tabindex: "0", "aria-label": title}, code);
	const select = () => {
		const range = document.createRange();
		range.selectNodeContents(text);
		getSelection().removeAllRanges();
		getSelection().addRange(range);
		text.focus();
	};
	replace(dialog,
		el("h2", {id: "code-title"}, title),
		el("p", {class: "hint"}, "The browser does not allow the page to copy. The code is selected: copy it with Ctrl+C or Cmd+C."),
		text,
		el("div", {class: "row"}, button("Select all", select), button("Close", () => dialog.close(), {class: "primary"})));
	dialog.showModal();
	select();
}
