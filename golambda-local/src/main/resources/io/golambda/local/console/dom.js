// Elements are made node by node: text stays text, wherever it comes from.

export const $ = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";

/** el("button", {type: "button", onclick: run}, "Run") */
export function el(tag, properties, ...children) {
	return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties, ...children) {
	return fill(document.createElementNS(SVG, tag), properties, children);
}

export function button(label, onclick, properties) {
	return el("button", {type: "button", onclick, ...properties}, label);
}

let lastId = 0;

/** a label and its control, with an optional hint that describes the control */
export function field(label, control, hint) {
	control.id ||= "field-" + ++lastId;
	const parts = [el("label", {for: control.id}, label), control];
	if (hint) {
		const id = control.id + "-hint";
		control.setAttribute("aria-describedby", id);
		parts.push(el("span", {class: "hint", id}, hint));
	}
	return el("div", {class: "field"}, ...parts);
}

export function replace(parent, ...children) {
	parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

function fill(node, properties, children) {
	for (const [name, value] of Object.entries(properties ?? {})) {
		if (value === null || value === undefined || value === false) {
			continue;
		}
		if (name.startsWith("on")) {
			node.addEventListener(name.slice(2), value);
		}
		else if (name === "class") {
			node.setAttribute("class", value);
		}
		else if (name === "value") {
			node.value = value;
		}
		else {
			node.setAttribute(name, value === true ? "" : String(value));
		}
	}
	for (const child of children.flat()) {
		if (child !== null && child !== undefined && child !== false) {
			node.append(child);
		}
	}
	return node;
}
