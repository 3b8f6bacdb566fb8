/** Bootstraps that are repeated, lost and taken. */
@NullMarked
package io.proconsul.worker.snapshot.acl;

import org.jspecify.annotations.NullMarked;
