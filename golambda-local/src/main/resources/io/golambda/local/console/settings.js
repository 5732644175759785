// Preferences of the browser, and what the tab keeps when it is reloaded.

function read(storage, key) {
	try {
		return JSON.parse(storage().getItem("golambda." + key));
	}
	catch {
		return null;
	}
}

function write(storage, key, value) {
	try {
		storage().setItem("golambda." + key, JSON.stringify(value));
	}
	catch {
		// full or blocked: the page works without
	}
}

export const preference = (key) => read(() => localStorage, key);
export const setPreference = (key, value) => write(() => localStorage, key, value);
export const draft = (key) => read(() => sessionStorage, key);
export const setDraft = (key, value) => write(() => sessionStorage, key, value);
