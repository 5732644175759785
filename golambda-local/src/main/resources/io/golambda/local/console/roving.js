// One tab stop for a long list, arrows move in it.

/** @param items returns the focusable elements of the list, in order */
export function rove(list, items) {
	list.addEventListener("focusin", (event) => {
		if (items().includes(event.target)) {
			setStop(items(), event.target);
		}
	});
	list.addEventListener("keydown", (event) => {
		if (event.altKey || event.ctrlKey || event.metaKey) {
			return;
		}
		const all = items();
		const index = all.indexOf(event.target);
		const targets = {ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1};
		if (index >= 0 && event.key in targets) {
			event.preventDefault();
			all[Math.max(0, Math.min(all.length - 1, targets[event.key]))].focus();
		}
	});
}

/** makes the element, or else the first, the list's tab stop */
export function setStop(all, stop) {
	const target = all.includes(stop) ? stop : all[0];
	for (const item of all) {
		item.tabIndex = item === target ? 0 : -1;
	}
}
