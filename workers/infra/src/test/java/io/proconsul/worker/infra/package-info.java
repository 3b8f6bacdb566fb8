@NullMarked
package io.proconsul.worker.infra;

import org.jspecify.annotations.NullMarked;
