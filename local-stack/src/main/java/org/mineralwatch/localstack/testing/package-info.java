/** The stack for the tests of the services. */
@NullMarked
package org.mineralwatch.localstack.testing;

import org.jspecify.annotations.NullMarked;
