/** The manifests for Kubernetes, held to the models of a client of its API and to what the services need. */
@NullMarked
package org.mineralwatch.kubernetes;

import org.jspecify.annotations.NullMarked;
