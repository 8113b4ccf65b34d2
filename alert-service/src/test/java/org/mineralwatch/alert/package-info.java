@NullMarked
package org.mineralwatch.alert;

import org.jspecify.annotations.NullMarked;
