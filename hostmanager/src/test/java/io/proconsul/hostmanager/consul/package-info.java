/** Tests of what is done with the Consul process. */
@NullMarked
package io.proconsul.hostmanager.consul;

import org.jspecify.annotations.NullMarked;
