/** Generations of configuration on disk: written whole, switched atomically, checked when read. */
@NullMarked
package io.proconsul.hostmanager.generation;

import org.jspecify.annotations.NullMarked;
