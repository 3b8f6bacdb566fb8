/** Certificates and secrets of a cluster, made by Vault. */
@NullMarked
package io.proconsul.worker.cert;

import org.jspecify.annotations.NullMarked;
