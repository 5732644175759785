/**
 * Large payloads: the objects in Amazon S3 that messages point to, from allowed buckets
 * only, deleted after success if asked for; and the objects that events notify of. Does
 * not use Spring.
 */
@NullMarked
package io.golambda.payload;

import org.jspecify.annotations.NullMarked;
