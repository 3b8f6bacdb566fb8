@NullMarked
package io.proconsul.worker.infra.storage;

import org.jspecify.annotations.NullMarked;
