@NullMarked
package io.proconsul.worker.infra.arm;

import org.jspecify.annotations.NullMarked;
