/** The agent on each Consul server: fetches signed configuration, keeps it on disk and keeps Consul running on it. */
@NullMarked
package io.proconsul.hostmanager;

import org.jspecify.annotations.NullMarked;
