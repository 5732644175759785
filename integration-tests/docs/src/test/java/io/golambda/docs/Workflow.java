package io.golambda.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A GitHub workflow.
 */
final class Workflow {

	private Workflow() {
	}

	static List<String> problems(Map<?, ?> document) throws IOException, InterruptedException {
		List<String> problems = new ArrayList<>();
		for (Object job : ((Map<?, ?>) document.get("jobs")).values()) {
			for (Object step : (List<?>) ((Map<?, ?>) job).get("steps")) {
				Map<?, ?> members = (Map<?, ?>) step;
				if (members.get("run") instanceof String script) {
					Shell.syntaxError(script).ifPresent(problems::add);
				}
				else if (!(members.get("uses") instanceof String action) || !action.contains("@")) {
					problems.add("The step " + step + " has neither \"run\" nor \"uses: action@version\".");
				}
			}
		}
		return problems;
	}

}
