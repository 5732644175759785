// One shape for failures, whether a log line or Lambda's error response reports them:
// {type, message, values?, sentryId?, frames: [{func, file, line} | {folded, frames?}], causes: [failure], suppressed: [failure]}

const FRAME = /^(?:.*\/)?([^(/]+)\((?:([^:()]+)(?::(\d+))?)\)$/;

const FOLDED = /^(java|javax|jdk|sun|com\.sun|kotlin|kotlinx|scala|groovy|org\.springframework|io\.golambda|com\.amazonaws|software\.amazon|io\.micrometer|io\.opentelemetry|io\.sentry|reactor|org\.slf4j|ch\.qos\.logback|org\.apache\.logging|com\.fasterxml|tools\.jackson|org\.junit|org\.apache\.maven)\./;

/** the failure in a log line of golambda, or null */
export function failureOfLine(json) {
	if (!json || json["error.type"] === undefined) {
		return null;
	}
	return {
		type: String(json["error.type"]),
		message: json["error.message"] ?? json.message,
		values: json["error.values"],
		sentryId: json["error.sentryEventID"],
		frames: folded(json["error.stacktrace"] ?? []),
		causes: (json["error.causes"] ?? []).map(nested),
		suppressed: (json["error.suppressed"] ?? []).map(nested),
	};
}

/** the failure in Lambda's error response, or null */
export function failureOfAnswer(text) {
	let json;
	try {
		json = JSON.parse(text);
	}
	catch {
		return null;
	}
	return json !== null && typeof json === "object" && json.errorType ? ofResponse(json) : null;
}

function ofResponse(json) {
	return {
		type: String(json.errorType),
		message: json.errorMessage,
		frames: folded(parsed(json.stackTrace)),
		causes: json.cause?.errorType ? [ofResponse(json.cause)] : [],
		suppressed: [],
	};
}

/** the log's failure, whose folded frames are taken from the answer, which has all of them */
export function unfolded(failure, answer) {
	const all = answer && answer.type === failure.type ? flat(answer.frames) : [];
	let position = 0;
	const frames = failure.frames.map((frame) => {
		if (!("folded" in frame)) {
			position++;
			return frame;
		}
		if (frame.frames) {
			position += frame.frames.length;
			return frame;
		}
		const hidden = all.slice(position, position + frame.folded);
		position += frame.folded;
		return hidden.length === frame.folded ? {...frame, frames: hidden} : frame;
	});
	return {...failure, frames};
}

function nested(json) {
	return {
		type: String(json.type ?? ""),
		message: json.message,
		values: json.values,
		frames: folded(json.stacktrace ?? []),
		causes: (json.causes ?? []).map(nested),
		suppressed: (json.suppressed ?? []).map(nested),
	};
}

function parsed(stackTrace) {
	return (Array.isArray(stackTrace) ? stackTrace : []).map((text) => {
		const match = FRAME.exec(String(text));
		return match ? {func: match[1], file: match[2], line: match[3] && Number(match[3])} : {func: String(text)};
	});
}

// the first frame threw the exception and is always shown
function folded(frames) {
	const result = [];
	frames.forEach((frame, index) => {
		if ("folded" in frame || index === 0 || !FOLDED.test(frame.func)) {
			result.push(frame);
			return;
		}
		const last = result.at(-1);
		if (last?.frames) {
			last.frames.push(frame);
			last.folded++;
		}
		else {
			result.push({folded: 1, frames: [frame]});
		}
	});
	return result;
}

function flat(frames) {
	return frames.flatMap((frame) => frame.frames ?? [frame]);
}
