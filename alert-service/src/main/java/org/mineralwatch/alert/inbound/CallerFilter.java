package org.mineralwatch.alert.inbound;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Finds out in whose name a request is made, before anything else is done for it. */
@Provider
public class CallerFilter implements ContainerRequestFilter {
    private final Caller caller;
    private final Callers callers;

    CallerFilter(Caller caller, Callers callers) {
        this.caller = caller;
        this.callers = callers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().startsWith(ConsentCallbackResource.PATH)) {
            // A receiver has no token of ours; the challenge in the address says who it is.
            return;
        }
        caller.is(callers.tenant(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
    }
}
