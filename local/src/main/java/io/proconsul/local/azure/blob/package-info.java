/** The blob data plane: blobs encrypted at rest, reached with bearer tokens, guarded by role assignments. */
@NullMarked
package io.proconsul.local.azure.blob;

import org.jspecify.annotations.NullMarked;
