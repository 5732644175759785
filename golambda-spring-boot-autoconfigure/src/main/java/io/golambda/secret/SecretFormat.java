package io.golambda.secret;

/**
 * How a secret becomes properties.
 */
enum SecretFormat {

	/**
	 * A JSON object, each member of which is a property below the prefix.
	 */
	JSON,

	/**
	 * Any text, or bytes, which are the property of the prefix.
	 */
	PLAIN

}
