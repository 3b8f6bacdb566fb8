/** Attacks on manifests. */
@NullMarked
package io.proconsul.hostmanager.manifest;

import org.jspecify.annotations.NullMarked;
