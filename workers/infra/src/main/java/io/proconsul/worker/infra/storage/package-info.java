/** The cluster's storage account, and the blobs in it. */
@NullMarked
package io.proconsul.worker.infra.storage;

import org.jspecify.annotations.NullMarked;
