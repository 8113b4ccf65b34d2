package org.mineralwatch.scoring;

import org.mineralwatch.scoring.domain.Band;
import org.mineralwatch.scoring.domain.Cell;

/**
 * A change of a score as it was published.
 *
 * @param position its place among all changes of all cells, in the order in which they were committed
 * @param sequence its place among those of its cell
 * @param band of the new score
 * @param value the body of the topic's record, JSON
 */
public record PublishedChange(long position, Cell cell, long sequence, Band band, String value) {}
