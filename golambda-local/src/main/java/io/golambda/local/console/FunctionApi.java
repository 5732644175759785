package io.golambda.local.console;

/**
 * The part of the API with the state of the function and the stream of changes.
 */
final class FunctionApi {

	private final FunctionState state;

	private final EventStream stream;

	FunctionApi(FunctionState state, EventStream stream) {
		this.state = state;
		this.stream = stream;
	}

	void addTo(Router router) {
		router.add("GET", "/api/function", (exchange) -> exchange.answer(200, this.state.current()))
			.add("GET", "/api/stream",
					(exchange) -> this.stream.serve(exchange.http(), "function", this.state.current()));
	}

}
