package org.mineralwatch.alert.domain;

/**
 * To whom subscriptions, and all that hangs on them, belong: nobody else sees them, or learns that they are there.
 *
 * @param name 1 to 200 characters, none of them a control character
 */
public record Tenant(String name) {
    private static final int LONGEST = 200;

    public Tenant {
        if (!isValid(name)) {
            throw new IllegalArgumentException("tenant: not 1 to " + LONGEST + " printable characters");
        }
    }

    /** Whether this can be the name of a tenant. */
    public static boolean isValid(String name) {
        return !name.isBlank() && name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
    }
}
