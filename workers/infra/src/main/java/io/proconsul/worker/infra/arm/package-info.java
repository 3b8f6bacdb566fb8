/** Azure Resource Manager: one client per process, and the convergence of what a step wants with what is there. */
@NullMarked
package io.proconsul.worker.infra.arm;

import org.jspecify.annotations.NullMarked;
