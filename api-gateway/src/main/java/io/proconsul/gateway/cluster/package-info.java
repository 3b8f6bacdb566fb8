/** The custom resource consulClusters and its client configuration. */
@NullMarked
package io.proconsul.gateway.cluster;

import org.jspecify.annotations.NullMarked;
