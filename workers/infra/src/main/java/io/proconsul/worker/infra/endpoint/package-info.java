/** The cluster's public address, if one is wanted. */
@NullMarked
package io.proconsul.worker.infra.endpoint;

import org.jspecify.annotations.NullMarked;
