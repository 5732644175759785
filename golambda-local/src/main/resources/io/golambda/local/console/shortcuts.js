// Keyboard shortcuts and the dialog that lists them.

import {$, button, el, replace} from "./dom.js";
import {preference, setPreference} from "./settings.js";

/**
 * @param always shortcuts that work everywhere: {keys, label, matches, run}
 * @param single shortcuts of one key, outside of text fields: {key, keys, label, run}
 */
export function startShortcuts(always, single) {
	document.addEventListener("keydown", (event) => {
		if (event.isComposing || event.repeat && event.key === "Enter") {
			return;
		}
		if (document.querySelector("dialog[open]")) {
			return;
		}
		const combined = always.find((one) => one.matches(event));
		if (combined) {
			event.preventDefault();
			combined.run(event);
			return;
		}
		if (event.key === "Escape" && isTextField(event.target)) {
			event.target.closest(".pane")?.focus();
			return;
		}
		if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target) || preference("singleKeys") === false) {
			return;
		}
		const one = single.find((shortcut) => shortcut.key === event.key);
		if (one) {
			event.preventDefault();
			one.run();
		}
	});
	$("help-button").addEventListener("click", () => showHelp(always, single));
}

export function showHelp(always, single) {
	const dialog = $("help");
	const list = (shortcuts) => el("dl", {class: "shortcuts"}, ...shortcuts.flatMap(({keys, label}) => [
		el("dt", {}, ...keys.flatMap((key, index) => [index > 0 ? " " : null, el("kbd", {}, key)])), el("dd", {}, label)]));
	const singleKeys = el("input", {type: "checkbox", onchange: () => setPreference("singleKeys", singleKeys.checked)});
	singleKeys.checked = preference("singleKeys") !== false;
	replace(dialog,
		el("h2", {id: "help-title"}, "Keyboard shortcuts"),
		list([...always, {keys: ["Esc"], label: "Leave a text field, close a dialog"}, {keys: ["↑", "↓"], label: "Move in the history and in the log"},
			{keys: ["→", "←"], label: "Open and close a log line"}]),
		el("p", {}, el("label", {class: "inline"}, singleKeys, "Single keys, outside of text fields")),
		list(single),
		el("div", {class: "row"}, button("Close", () => dialog.close(), {class: "primary"})));
	dialog.showModal();
}

function isTextField(element) {
	return element.matches("textarea, select, input:not([type=checkbox])");
}
