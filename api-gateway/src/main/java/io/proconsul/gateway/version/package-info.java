/** The versions of Consul that are offered. */
@NullMarked
package io.proconsul.gateway.version;

import org.jspecify.annotations.NullMarked;
