/** Secrets of a cluster: as ciphertext wherever they travel, as text only where they are used. */
@NullMarked
package io.proconsul.worker.secrets;

import org.jspecify.annotations.NullMarked;
