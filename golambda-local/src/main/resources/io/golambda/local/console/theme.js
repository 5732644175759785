// The theme switch: system, light, dark.

import {$} from "./dom.js";

const KEY = "golambda.theme";
const ICONS = {system: "◑", light: "☀\uFE0E", dark: "☾\uFE0E"};
const NEXT = {system: "light", light: "dark", dark: "system"};

function current() {
	return document.documentElement.dataset.theme ?? "system";
}

function show() {
	const theme = current();
	const switchButton = $("theme-switch");
	switchButton.textContent = ICONS[theme];
	switchButton.setAttribute("aria-label", `Theme: ${theme}. Switch to ${NEXT[theme]}`);
	switchButton.title = `Theme: ${theme} (t)`;
}

export function switchTheme() {
	const theme = NEXT[current()];
	if (theme === "system") {
		delete document.documentElement.dataset.theme;
	}
	else {
		document.documentElement.dataset.theme = theme;
	}
	try {
		localStorage.setItem(KEY, theme);
	}
	catch {
		// the choice lasts until the page is closed
	}
	show();
	return theme;
}

export function startTheme() {
	$("theme-switch").addEventListener("click", switchTheme);
	show();
}
