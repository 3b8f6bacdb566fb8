/** Azure resources of a cluster: what the steps of its sagas do in the cloud. */
@NullMarked
package io.proconsul.worker.infra;

import org.jspecify.annotations.NullMarked;
