/** What connects a secondary with its primary outside of Consul: their networks, and the secrets they share. */
@NullMarked
package io.proconsul.worker.infra.federation;

import org.jspecify.annotations.NullMarked;
