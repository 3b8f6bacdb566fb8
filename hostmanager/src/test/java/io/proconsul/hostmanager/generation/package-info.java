/** Crashes and damage on disk. */
@NullMarked
package io.proconsul.hostmanager.generation;

import org.jspecify.annotations.NullMarked;
