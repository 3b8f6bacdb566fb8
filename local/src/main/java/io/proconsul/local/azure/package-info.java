/** The Azure stand-in: the clouds that a cluster needs, on one machine, for the real Azure SDK to talk to. */
@NullMarked
package io.proconsul.local.azure;

import org.jspecify.annotations.NullMarked;
