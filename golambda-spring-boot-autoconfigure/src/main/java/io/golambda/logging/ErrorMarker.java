package io.golambda.logging;

import java.util.Collections;
import java.util.Iterator;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import io.golambda.error.ErrorReport;

/**
 * Carries an {@link ErrorReport} from the {@link ErrorLog} to the encoder. Other
 * appenders see a marker without content. Immutable.
 */
final class ErrorMarker implements Marker {

	private static final long serialVersionUID = 1;

	private static final String NAME = "golambda.error";

	private final transient ErrorReport report;

	ErrorMarker(ErrorReport report) {
		this.report = report;
	}

	ErrorReport report() {
		return this.report;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public void add(Marker reference) {
		throw new UnsupportedOperationException("This marker is immutable.");
	}

	@Override
	public boolean remove(Marker reference) {
		return false;
	}

	@Override
	@Deprecated
	public boolean hasChildren() {
		return false;
	}

	@Override
	public boolean hasReferences() {
		return false;
	}

	@Override
	public Iterator<Marker> iterator() {
		return Collections.emptyIterator();
	}

	@Override
	public boolean contains(Marker other) {
		return equals(other);
	}

	@Override
	public boolean contains(String name) {
		return NAME.equals(name);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Marker marker && NAME.equals(marker.getName());
	}

	@Override
	public int hashCode() {
		return NAME.hashCode();
	}

	@Override
	public String toString() {
		return NAME;
	}

	// a report is not serializable
	private Object writeReplace() {
		return MarkerFactory.getDetachedMarker(NAME);
	}

}
