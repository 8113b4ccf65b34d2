/**
 * A real Kafka and a real PostgreSQL without containers, and the processes of Mineral Watch on top of them. What is
 * started here is stopped here, and nothing else: children end with the JVM that started them, even when it is killed.
 */
@NullMarked
package org.mineralwatch.localstack;

import org.jspecify.annotations.NullMarked;
