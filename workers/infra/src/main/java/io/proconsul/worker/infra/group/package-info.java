/** The managed resource group: its reservation for one cluster, and what is left in it. */
@NullMarked
package io.proconsul.worker.infra.group;

import org.jspecify.annotations.NullMarked;
