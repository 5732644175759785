// Colours JSON text, token by token, as text nodes.

import {el} from "./dom.js";

const TOKENS = /("(?:[^"\\\n]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

export function highlighted(text) {
	const nodes = [];
	let end = 0;
	for (const match of text.matchAll(TOKENS)) {
		if (match.index > end) {
			nodes.push(text.slice(end, match.index));
		}
		const [all, string, colon, number] = match;
		if (string) {
			nodes.push(el("span", {class: colon ? "json-key" : "json-string"}, string), colon ?? "");
		}
		else {
			nodes.push(el("span", {class: number ? "json-number" : "json-literal"}, all));
		}
		end = match.index + all.length;
	}
	nodes.push(text.slice(end));
	return nodes;
}
