package org.mineralwatch.localstack.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The one reader and writer of JSON here. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}
}
