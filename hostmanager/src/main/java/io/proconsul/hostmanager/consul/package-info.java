/** The Consul process: started, re-attached, reloaded, restarted, and seen through the certificate it serves. */
@NullMarked
package io.proconsul.hostmanager.consul;

import org.jspecify.annotations.NullMarked;
