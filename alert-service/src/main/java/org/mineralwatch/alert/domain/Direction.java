package org.mineralwatch.alert.domain;

/** Which way a score passes a threshold. */
public enum Direction {
    RISING,
    FALLING
}
