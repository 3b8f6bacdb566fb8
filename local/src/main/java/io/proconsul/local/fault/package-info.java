/** How a stand-in is told to misbehave. */
@NullMarked
package io.proconsul.local.fault;

import org.jspecify.annotations.NullMarked;
