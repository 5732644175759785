// Finds where JSON is invalid, since not all browsers say it.

const SPACE = /[ \t\n\r]*/y;
const TOKEN = /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const EXPECTED = {
	value: "a value",
	first: "a value or ]",
	key: "a name in quotes",
	firstKey: "a name in quotes or }",
	colon: "a colon",
	next: "a comma or the closing bracket",
	end: "nothing more",
};

/** the first error, as {line, column, expected}, or null */
export function jsonError(text) {
	const open = [];
	let state = "value";
	let offset = 0;
	for (;;) {
		SPACE.lastIndex = offset;
		SPACE.exec(text);
		offset = SPACE.lastIndex;
		if (offset === text.length && state === "end") {
			return null;
		}
		TOKEN.lastIndex = offset;
		const token = TOKEN.exec(text)?.[0];
		const next = token === undefined ? null : after(state, token, open);
		if (next === null) {
			return place(text, offset, state);
		}
		state = next;
		offset = TOKEN.lastIndex;
	}
}

/** the state after the token, or null if it cannot be there */
function after(state, token, open) {
	const isValue = state === "value" || state === "first";
	const closed = () => {
		open.pop();
		return open.length > 0 ? "next" : "end";
	};
	switch (token) {
		case "{":
		case "[":
			if (!isValue) {
				return null;
			}
			open.push(token);
			return token === "{" ? "firstKey" : "first";
		case "}":
			return state === "firstKey" || state === "next" && open.at(-1) === "{" ? closed() : null;
		case "]":
			return state === "first" || state === "next" && open.at(-1) === "[" ? closed() : null;
		case ",":
			return state === "next" ? (open.at(-1) === "{" ? "key" : "value") : null;
		case ":":
			return state === "colon" ? "value" : null;
		default:
			if (state === "key" || state === "firstKey") {
				return token.startsWith("\"") ? "colon" : null;
			}
			return isValue ? (open.length > 0 ? "next" : "end") : null;
	}
}

function place(text, offset, state) {
	const before = text.slice(0, offset).split("\n");
	return {line: before.length, column: before.at(-1).length + 1, expected: EXPECTED[state]};
}
