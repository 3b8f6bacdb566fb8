/** Federations of clusters: what clients are told of them, and the tokens that let others join. */
@NullMarked
package io.proconsul.gateway.federation;

import org.jspecify.annotations.NullMarked;
