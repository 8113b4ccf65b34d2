@NullMarked
package org.mineralwatch.rest;

import org.jspecify.annotations.NullMarked;
