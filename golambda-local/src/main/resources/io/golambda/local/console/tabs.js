// Tabs as in the ARIA authoring practices: arrows move, one tab stop.

export class Tabs {

	constructor(list, onSelect = () => {}) {
		this.tabs = [...list.querySelectorAll("[role=tab]")];
		this.onSelect = onSelect;
		for (const tab of this.tabs) {
			tab.addEventListener("click", () => this.select(tab));
			tab.addEventListener("keydown", (event) => this.move(event, tab));
		}
	}

	move(event, tab) {
		const last = this.tabs.length - 1;
		const index = this.tabs.indexOf(tab);
		const targets = {
			ArrowRight: index === last ? 0 : index + 1,
			ArrowLeft: index === 0 ? last : index - 1,
			Home: 0,
			End: last,
		};
		if (event.key in targets && !event.altKey && !event.ctrlKey && !event.metaKey) {
			event.preventDefault();
			this.select(this.tabs[targets[event.key]]);
			this.tabs[targets[event.key]].focus();
		}
	}

	select(selected) {
		for (const tab of this.tabs) {
			const isSelected = tab === selected;
			tab.setAttribute("aria-selected", String(isSelected));
			tab.tabIndex = isSelected ? 0 : -1;
			document.getElementById(tab.getAttribute("aria-controls")).hidden = !isSelected;
		}
		this.onSelect(selected.id);
	}

}
