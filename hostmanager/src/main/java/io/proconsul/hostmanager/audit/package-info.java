/** Consul's audit log on its way from this host's disk into the container that the cluster's owner has named. */
@NullMarked
package io.proconsul.hostmanager.audit;

import org.jspecify.annotations.NullMarked;
