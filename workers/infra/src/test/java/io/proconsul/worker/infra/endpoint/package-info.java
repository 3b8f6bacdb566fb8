@NullMarked
package io.proconsul.worker.infra.endpoint;

import org.jspecify.annotations.NullMarked;
