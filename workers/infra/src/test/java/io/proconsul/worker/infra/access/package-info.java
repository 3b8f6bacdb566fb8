@NullMarked
package io.proconsul.worker.infra.access;

import org.jspecify.annotations.NullMarked;
