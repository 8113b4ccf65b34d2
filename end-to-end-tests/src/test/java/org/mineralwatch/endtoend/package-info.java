/** The whole system as it is deployed: one event in by REST, one signed webhook out, with processes killed in between. */
@NullMarked
package org.mineralwatch.endtoend;

import org.jspecify.annotations.NullMarked;
