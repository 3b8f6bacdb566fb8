@NullMarked
package io.proconsul.worker.infra.servers;

import org.jspecify.annotations.NullMarked;
