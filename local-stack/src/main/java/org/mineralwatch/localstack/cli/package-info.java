/**
 * {@code ./mineral-watch}: brings the system up on one machine, shows an owner what it says, and takes it down again.
 * Open {@link org.mineralwatch.localstack.cli.UpCommand} first.
 */
@NullMarked
package org.mineralwatch.localstack.cli;

import org.jspecify.annotations.NullMarked;
