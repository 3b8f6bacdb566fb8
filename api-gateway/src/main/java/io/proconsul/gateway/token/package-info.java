/** The management token of a cluster's users. */
@NullMarked
package io.proconsul.gateway.token;

import org.jspecify.annotations.NullMarked;
