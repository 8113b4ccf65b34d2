/**
 * The dependency score DEP-1: how far a consumer economy depends on others for a mineral at a stage of its supply chain,
 * as a pure function of baseline, known policy events and a date. Nothing here reads a clock, a file or a database; the
 * formulas and where their numbers come from stand in {@code docs/scoring-model.md}.
 */
@NullMarked
package org.mineralwatch.scoring.domain;

import org.jspecify.annotations.NullMarked;
