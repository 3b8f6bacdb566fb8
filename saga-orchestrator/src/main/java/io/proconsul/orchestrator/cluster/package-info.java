/** The sagas of a cluster: read one aloud to know what is done. */
@NullMarked
package io.proconsul.orchestrator.cluster;

import org.jspecify.annotations.NullMarked;
