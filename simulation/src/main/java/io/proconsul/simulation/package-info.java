/** The whole system in one thread on one seed: real engine and sagas, everything around them modelled and hostile. */
@NullMarked
package io.proconsul.simulation;

import org.jspecify.annotations.NullMarked;
