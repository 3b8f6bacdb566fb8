@NullMarked
package io.proconsul.worker.infra.dns;

import org.jspecify.annotations.NullMarked;
