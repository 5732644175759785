// The saved events of the project: open one, save the event of the editor.

import {api} from "./api.js";
import {button, el, field, replace} from "./dom.js";
import {plural} from "./format.js";
import {confirmed, failure, notice} from "./notice.js";

export class EventFiles {

	/** @param editor gives and shows the event */
	constructor(root, editor) {
		this.editor = editor;
		this.folder = "the events folder";
		this.list = el("ul", {class: "files"});
		this.name = el("input", {class: "code", placeholder: "order.json", spellcheck: "false", autocomplete: "off"});
		this.name.addEventListener("keydown", (event) => {
			if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
				this.save();
			}
		});
		this.problem = el("p", {class: "problem", role: "alert"});
		this.where = el("p", {class: "hint"});
		replace(root, el("div", {class: "stack"}, this.where, this.list,
			el("div", {class: "row save-row"}, field("Save the event as", this.name), button("Save", () => this.save())), this.problem));
	}

	async load(folder = this.folder) {
		this.folder = folder;
		try {
			const files = await api.files();
			this.where.textContent = files.length === 0 ? `There is no event in ${folder} yet.` : `Events in ${folder}`;
			replace(this.list, files.map((file) => el("li", {},
				button(file.name, () => this.open(file.name)),
				el("span", {class: "hint"}, [file.source, file.records > 0 && plural(file.records, "record")].filter(Boolean).join(", ")))));
		}
		catch (error) {
			this.where.textContent = error.message;
		}
	}

	async open(name) {
		try {
			const file = await api.file(name);
			this.editor.set(file.event, file.name);
			this.name.value = file.name;
			notice(`${file.name} opened.`);
		}
		catch (error) {
			failure(error);
		}
	}

	async save(overwrite = false) {
		this.problem.textContent = "";
		let name = this.name.value.trim();
		if (name === "") {
			this.problem.textContent = "Name the file, for example order.json.";
			this.name.focus();
			return;
		}
		if (!name.endsWith(".json")) {
			name += ".json";
		}
		if (!this.editor.check()) {
			this.problem.textContent = "The event is not valid JSON, so it was not saved.";
			return;
		}
		try {
			await api.save(name, this.editor.value, overwrite);
			this.name.value = name;
			notice(`Saved as ${name} in ${this.folder}.`);
			await this.load();
		}
		catch (error) {
			if (error.status !== 409 || overwrite) {
				this.problem.textContent = error.message;
			}
			else if (await confirmed("Overwrite the file?", `${name} exists in ${this.folder}.`, "Overwrite")) {
				await this.save(true);
			}
		}
	}

	/** asks whether to save the files that a copied test reads: {name: content} */
	async offer(contents) {
		const names = Object.keys(contents);
		const text = `The test is too long for a source file, so it reads ${names.join(" and ")} from ${this.folder}.`;
		if (!await confirmed(names.length === 1 ? "Save the file of the test?" : "Save the files of the test?", text, "Save")) {
			return;
		}
		for (const [name, content] of Object.entries(contents)) {
			try {
				await api.save(name, content, false);
			}
			catch (error) {
				if (error.status !== 409) {
					throw error;
				}
				if (await confirmed("Overwrite the file?", `${name} exists in ${this.folder}.`, "Overwrite")) {
					await api.save(name, content, true);
				}
			}
		}
		await this.load();
	}

	focus() {
		(this.list.querySelector("button") ?? this.name).focus();
	}

}
