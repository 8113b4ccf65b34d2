@NullMarked
package org.mineralwatch.alert.domain;

import org.jspecify.annotations.NullMarked;
